package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.change.AuditedChanges.Change;
import dev.keyfob.application.port.IssuedCodes;
import dev.keyfob.application.port.PasswordHashes;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.mail.MailText;
import dev.keyfob.domain.mail.MailTexts;
import dev.keyfob.domain.user.CodePurpose;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes the mail for a forgotten password when it is about to be sent. The code is created only then, so the only copy
 * is in the mail. A new code invalidates one that did not arrive.
 */
public final class PasswordMail {

    private final AuditedChanges changes;
    private final Users users;
    private final PasswordHashes hashes;
    private final PasswordCodes codes;
    private final AccountSettings settings;
    private final MailTexts texts;

    public PasswordMail(
            AuditedChanges changes,
            Users users,
            PasswordHashes hashes,
            IssuedCodes codes,
            SecureRandom random,
            AccountSettings settings,
            MailTexts texts) {
        this.changes = changes;
        this.users = users;
        this.hashes = hashes;
        this.codes = new PasswordCodes(codes, random, settings);
        this.settings = settings;
        this.texts = texts;
    }

    /** A mail and its recipient. */
    public record Written(User person, MailText text) {}

    /**
     * Writes the mail for the account with that email. Empty if there is no enabled account, if sign-in with passwords
     * is off, or if the request is so old that its code would have expired.
     */
    public Optional<Written> write(Email typed, String requestedFrom, Instant requestedAt, Instant now) {
        if (!settings.passwords() || !now.isBefore(requestedAt.plus(CodePurpose.PASSWORD_RESET.life()))) {
            return Optional.empty();
        }
        return users.findByEmail(typed).flatMap(found -> write(found, requestedFrom));
    }

    private Optional<Written> write(User found, String requestedFrom) {
        return changes.makeWithoutActorAndReturn(requestedFrom, change -> {
            // Checked again, because the user may have been disabled or removed since.
            Optional<User> person = users.findForUpdate(found.id()).filter(User::isEnabled);
            if (person.isEmpty()) {
                change.nothingToRecord();
            }
            return person.map(held -> new Written(held, textFor(change, held, requestedFrom)));
        });
    }

    private MailText textFor(Change change, User held, String requestedFrom) {
        if (hashes.find(held.id()).isEmpty()) {
            change.nothingToRecord();
            return texts.noPassword(held, requestedFrom);
        }
        return withLink(change.by(AuditParty.stranger(held.email())), held, requestedFrom);
    }

    private MailText withLink(Change change, User held, String requestedFrom) {
        PasswordLink link = codes.issue(change, held, CodePurpose.PASSWORD_RESET);
        return texts.passwordReset(held, link.reveal(), link.expiresAt(), requestedFrom);
    }
}
