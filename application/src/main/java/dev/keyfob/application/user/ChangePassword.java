package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.change.AuditedChanges.Change;
import dev.keyfob.application.count.Counts;
import dev.keyfob.application.port.IssuedCodes;
import dev.keyfob.application.port.PasswordHashes;
import dev.keyfob.application.port.PasswordHashing;
import dev.keyfob.application.port.Sessions;
import dev.keyfob.application.port.SignInCounters;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Users;
import dev.keyfob.application.token.RevokeToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Changes one's own password, with the current one. Ends all other sessions of the account, invalidates its password
 * links, and revokes its tokens if requested.
 *
 * <p>A wrong current password counts as a failed sign-in, so that an open session cannot be used for guessing. Audited,
 * failures too.
 */
public final class ChangePassword {

    private final AuditedChanges changes;
    private final Users users;
    private final PasswordHashes hashes;
    private final PasswordHashing hashing;
    private final Sessions sessions;
    private final PasswordCodes codes;
    private final RevokeToken revokeToken;
    private final SignInThrottle throttle;
    private final AccountSettings settings;

    public ChangePassword(
            AuditedChanges changes,
            Transactions transactions,
            Users users,
            PasswordHashes hashes,
            PasswordHashing hashing,
            Sessions sessions,
            IssuedCodes codes,
            SignInCounters counters,
            RevokeToken revokeToken,
            AccountSettings settings,
            SecureRandom random,
            Counts counts,
            InstantSource clock) {
        this.changes = changes;
        this.users = users;
        this.hashes = hashes;
        this.hashing = hashing;
        this.sessions = sessions;
        this.codes = new PasswordCodes(codes, random, settings);
        this.revokeToken = revokeToken;
        this.throttle = new SignInThrottle(transactions, counters, counts, clock);
        this.settings = settings;
    }

    /** The request: {@code chosen} replaces {@code current}, and {@code revokeTokens} also revokes all tokens. */
    public record Wanted(Password current, Password chosen, boolean revokeTokens) {}

    /** Returns whether this person has a password that can be changed here. */
    public boolean isPossible(Actor actor) {
        return hash(actor.person()).isPresent();
    }

    /**
     * Changes the password. {@code here} is the session that continues, {@code device} is the value that this browser
     * keeps, as for {@link SignIn}.
     *
     * @throws Refusal NOT_SIGNED_IN if the actor is not a person; PASSWORD_NOT_SET if there is no password to change;
     *     PASSWORD_WRONG if the current password is wrong; SIGN_IN_TOO_SOON after too many wrong ones; TOO_MANY_CHANGES
     */
    public void change(Actor actor, SessionSecret here, SessionSecret device, Wanted wanted) {
        User person = actor.person();
        String hash = hash(person)
                .orElseThrow(() -> new Refusal(
                        Reason.PASSWORD_NOT_SET,
                        "You sign in without a Keyfob password, so there is none to change here."));
        throttle.beforeTry(person.email(), actor.address(), device);
        if (!hashing.matches(wanted.current(), hash)) {
            changes.makeUnchecked(
                    actor,
                    change -> change.recordRefused(AuditAction.PASSWORD_CHANGED, new AuditSubject.OfUser(person)));
            throw wrong();
        }
        throttle.afterRightPassword(person.email(), actor.address(), device);
        String chosen = hashing.hash(wanted.chosen());
        changes.makeLimitedUnchecked(actor, change -> {
            change(change, person, hash, chosen);
            sessions.removeOthersOf(person.id(), here.digest());
            if (wanted.revokeTokens()) {
                revokeToken.revokeAllOf(actor, person.email());
            }
        });
    }

    private void change(Change change, User person, String before, String chosen) {
        // Another request may have changed the password while the current one was being checked.
        boolean isStillCurrent = users.findForUpdate(person.id())
                .filter(User::isEnabled)
                .flatMap(held -> hashes.find(held.id()))
                .filter(before::equals)
                .isPresent();
        if (!isStillCurrent) {
            throw wrong();
        }
        hashes.put(person.id(), chosen);
        codes.endAllOf(person);
        change.record(AuditAction.PASSWORD_CHANGED, new AuditSubject.OfUser(person));
    }

    private Optional<String> hash(User person) {
        return settings.passwords() ? hashes.find(person.id()) : Optional.empty();
    }

    private static Refusal wrong() {
        return new Refusal(Reason.PASSWORD_WRONG, "This is not your current password. Nothing was changed.");
    }
}
