package dev.keyfob.domain.audit;

import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.actor.AuditParty.Kind;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.mail.MailKind;
import dev.keyfob.domain.mail.NoticeKind;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.text.PlainLine;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.ReservedEmail;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookName;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The subject of an audit entry: what the action was done to. {@link #asParty} is the only place where a subject
 * becomes the texts that are stored, hashed and exported.
 *
 * <p>These texts must never change, because readers of the log search for them and old entries keep them.
 */
public sealed interface AuditSubject {

    /** Returns the subject as it is stored. */
    AuditParty asParty();

    private static String fitting(String name) {
        return PlainLine.cut(name, AuditParty.LONGEST_NAME);
    }

    /** One token. */
    record OfToken(AccessToken token) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return AuditParty.token(token);
        }
    }

    /** One token with its owner, whom webhook events include. Stored like {@link OfToken}. */
    record OfOwnedToken(AccessToken token, User owner) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return AuditParty.token(token);
        }
    }

    /** A pick-up that was prepared for a token's owner, by the name and the id of the token. */
    record OfPickUp(PickUp pickUp) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return new AuditParty(
                    Kind.TOKEN,
                    pickUp.token().toString(),
                    pickUp.name().value(),
                    pickUp.owner().toString());
        }
    }

    /** Several tokens of one owner. */
    record TokensOf(User owner, int number) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return new AuditParty(
                    Kind.USER,
                    owner.id().toString(),
                    number + " tokens of " + owner.email(),
                    owner.id().toString());
        }
    }

    /** Several tokens of any owners. */
    record TokensOfAnyone(int number) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return new AuditParty(Kind.TOKEN, "", number + " tokens");
        }
    }

    /** An account. */
    record OfUser(User user) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return AuditParty.user(user);
        }
    }

    /** An account whose email address changes, with the old and the new address. */
    record ChangedEmail(User before, Email now) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            String name = before.email() + ", now " + now;
            return new AuditParty(
                    Kind.USER,
                    before.id().toString(),
                    fitting(name),
                    before.id().toString());
        }
    }

    /** An identity that was linked to or unlinked from an account. The account is named first. */
    record OfIdentity(User user, Identity identity) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            String name = PlainLine.marked(user.email() + ", " + identity, '?');
            return new AuditParty(
                    Kind.USER, user.id().toString(), fitting(name), user.id().toString());
        }
    }

    /** A former address of an account, which any account may use from now on. */
    record FreedEmail(ReservedEmail reserved) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            String user = reserved.user().toString();
            return new AuditParty(Kind.USER, user, reserved.email().value(), user);
        }
    }

    /** The account of a failed sign-in, if the typed account does not exist. */
    record UnknownAccount() implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return AuditParty.stranger();
        }
    }

    /** A failed sign-in: the sign-in method, the step that failed, and the cause. */
    record RefusedSignIn(String way, String step, String cause) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            String name = way + ", " + step + ": " + cause;
            String cut = fitting(name);
            return new AuditParty(Kind.STRANGER, "", PlainLine.marked(cut, '?'));
        }
    }

    /** An API client. */
    record OfClient(ApiClient client) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return AuditParty.client(client);
        }
    }

    /** A webhook: its name, if it was given one, and the part of its address that may be shown. */
    record OfWebhook(Webhook webhook) implements AuditSubject {

        @Override
        public AuditParty asParty() {
            String url = webhook.url().shown();
            boolean isNamed = !webhook.name().equals(WebhookName.ofHost(webhook.url()));
            String name = isNamed ? webhook.name() + ", " + url : url;
            return new AuditParty(Kind.WEBHOOK, webhook.id().toString(), fitting(name));
        }
    }

    /** A mail that could not be delivered, and the cause. */
    record OfMail(MailKind kind, User user, String why) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            String name = PlainLine.marked(user.email() + ", " + kind.words() + ": " + why, '?');
            return new AuditParty(
                    Kind.USER, user.id().toString(), fitting(name), user.id().toString());
        }
    }

    /** The notices that a user turned off. */
    record MailChoice(User user, Set<NoticeKind> off) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            String what = off.isEmpty()
                    ? "none"
                    : off.stream().map(NoticeKind::code).sorted().collect(Collectors.joining(" "));
            return new AuditParty(
                    Kind.USER,
                    user.id().toString(),
                    user.email() + ", off: " + what,
                    user.id().toString());
        }
    }

    /** The policy and its changes. */
    record Policy(PolicyChanges changes) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return new AuditParty(Kind.POLICY, "", changes.toString());
        }
    }

    /** A permission that the caller lacked, and what the caller tried to do. */
    record Lacked(Permission permission, String tried) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return new AuditParty(Kind.PERMISSION, permission.name(), tried);
        }
    }

    /** An export of the audit log. {@code part} is its format and time range. */
    record LogExport(String part) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return new AuditParty(Kind.LOG, "", part);
        }
    }

    /** The removed beginning of the audit log. {@link AuditCut#recordedBy} reads it back. */
    record LogCut(AuditCut cut) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return new AuditParty(
                    Kind.LOG,
                    cut.upTo().toString(),
                    cut.count() + (cut.count() == 1 ? " entry" : " entries") + ", signed off by " + cut.signedOffBy());
        }
    }

    /** The clock of a node that showed an unexpected time. */
    record Clock(Instant expected, Instant found) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return new AuditParty(Kind.KEYFOB, "", "clock, which should show " + expected + " and shows " + found);
        }
    }

    /** A record that is missing from the audit log, by its number. */
    record LostRecord(long number) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return new AuditParty(Kind.KEYFOB, "", "record " + number + " of the audit log, which is gone");
        }
    }

    /** All data, as a backup contains them; {@code madeAt} is when an imported backup was created. */
    record AllData(Optional<Instant> madeAt) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return new AuditParty(
                    Kind.BACKUP,
                    "",
                    "all data" + madeAt.map(at -> " as of " + at).orElse(""));
        }
    }
}
