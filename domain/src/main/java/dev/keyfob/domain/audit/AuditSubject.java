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
 * What something was done to. Whoever makes an entry of the audit log names one of these; {@link #asParty} is the one
 * place where they become the texts that are stored, hashed and exported.
 *
 * <p>These texts must never change: whoever reads the log looks for them, and old entries keep theirs.
 */
public sealed interface AuditSubject {

    /** As it is stored. */
    AuditParty asParty();

    /** One token. */
    record OfToken(AccessToken token) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return AuditParty.token(token);
        }
    }

    /** One token and whose it is, for what webhooks tell of. Stored like {@link OfToken}. */
    record OfOwnedToken(AccessToken token, User owner) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return AuditParty.token(token);
        }
    }

    /** What was prepared for a token's owner, under the name and the id of the token. */
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

    /** So many tokens of one owner at once. */
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

    /** So many tokens at once, whosever they are. */
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

    /** An account that is given another address; it is named by both. */
    record ChangedEmail(User before, Email now) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            String name = before.email() + ", now " + now;
            return new AuditParty(
                    Kind.USER,
                    before.id().toString(),
                    name.substring(0, Math.min(name.length(), AuditParty.LONGEST_NAME)),
                    before.id().toString());
        }
    }

    /** An identity by which a user signs in from now on, or not any more; the account is named first. */
    record OfIdentity(User user, Identity identity) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            String name = PlainLine.marked(user.email() + ", " + identity, '?');
            return new AuditParty(
                    Kind.USER,
                    user.id().toString(),
                    name.substring(0, Math.min(name.length(), AuditParty.LONGEST_NAME)),
                    user.id().toString());
        }
    }

    /** An address that an account had before, and that may be anybody's from now on. */
    record FreedEmail(ReservedEmail reserved) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            String user = reserved.user().toString();
            return new AuditParty(Kind.USER, user, reserved.email().value(), user);
        }
    }

    /**
     * An account that somebody tried to sign in to and that is not known to be theirs; empty where what they typed is
     * no account.
     */
    record TriedAccount(Optional<Email> email) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return email.map(AuditParty::stranger).orElseGet(AuditParty::stranger);
        }
    }

    /** A way to sign in that let nobody in: which, at which step, and why. */
    record RefusedSignIn(String way, String step, String cause) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            String name = way + ", " + step + ": " + cause;
            String cut = name.substring(0, Math.min(name.length(), AuditParty.LONGEST_NAME));
            return new AuditParty(Kind.STRANGER, "", PlainLine.marked(cut, '?'));
        }
    }

    /** A program that may ask about tokens. */
    record OfClient(ApiClient client) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return AuditParty.client(client);
        }
    }

    /** A webhook, under its name, where it was given one, and the part of its address that may be shown. */
    record OfWebhook(Webhook webhook) implements AuditSubject {

        @Override
        public AuditParty asParty() {
            String url = webhook.url().shown();
            boolean isNamed = !webhook.name().equals(WebhookName.ofHost(webhook.url()));
            String name = isNamed ? webhook.name() + ", " + url : url;
            return new AuditParty(
                    Kind.WEBHOOK,
                    webhook.id().toString(),
                    name.substring(0, Math.min(name.length(), AuditParty.LONGEST_NAME)));
        }
    }

    /** A mail that did not arrive, and why. */
    record OfMail(MailKind kind, User user, String why) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            String name = PlainLine.marked(user.email() + ", " + kind.words() + ": " + why, '?');
            return new AuditParty(
                    Kind.USER,
                    user.id().toString(),
                    name.substring(0, Math.min(name.length(), AuditParty.LONGEST_NAME)),
                    user.id().toString());
        }
    }

    /** What a person is not mailed. */
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

    /** The policy, and what was changed of it. */
    record Policy(PolicyChanges changes) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return new AuditParty(Kind.POLICY, "", changes.toString());
        }
    }

    /** A permission that somebody lacked, and what they tried. */
    record Lacked(Permission permission, String tried) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return new AuditParty(Kind.PERMISSION, permission.name(), tried);
        }
    }

    /** The audit log as it was given out; {@code part} says in which format and of which time. */
    record LogExport(String part) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return new AuditParty(Kind.LOG, "", part);
        }
    }

    /** The beginning of the audit log, which was removed. {@link AuditCut#toldBy} reads it back. */
    record LogCut(AuditCut cut) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return new AuditParty(
                    Kind.LOG,
                    cut.upTo().toString(),
                    cut.count() + (cut.count() == 1 ? " entry" : " entries") + ", signed off by " + cut.signedOffBy());
        }
    }

    /** The clock of a node, which showed another time than it should. */
    record Clock(Instant expected, Instant found) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return new AuditParty(Kind.KEYFOB, "", "clock, which should show " + expected + " and shows " + found);
        }
    }

    /** A record of the audit log, by its number, which is not there any more. */
    record LostRecord(long number) implements AuditSubject {
        @Override
        public AuditParty asParty() {
            return new AuditParty(Kind.KEYFOB, "", "record " + number + " of the audit log, which is gone");
        }
    }

    /** All data, as a backup holds them; {@code madeAt} is when an imported one was made. */
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
