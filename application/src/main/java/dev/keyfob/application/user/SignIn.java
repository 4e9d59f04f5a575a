package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.change.AuditedChanges.Change;
import dev.keyfob.application.count.Counts;
import dev.keyfob.application.count.Counts.WayIn;
import dev.keyfob.application.count.OutcomeCounts;
import dev.keyfob.application.port.PasswordHashes;
import dev.keyfob.application.port.PasswordHashing;
import dev.keyfob.application.port.Sessions;
import dev.keyfob.application.port.SignInCounters;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Users;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.Session;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Starts a session for a local account and its password. Nobody is signed in yet, so it takes no actor.
 *
 * <p>A wrong password, an unknown account and a disabled one get the same response after the same work. Audited,
 * failures too. Attempts that the rate limit refuses are not audited, so that guessing cannot fill the log.
 */
public final class SignIn {

    private final AuditedChanges changes;
    private final Users users;
    private final PasswordHashes hashes;
    private final PasswordHashing hashing;
    private final SessionStarter sessionStarter;
    private final ChangeLimit changeLimit;
    private final SignInThrottle throttle;
    private final OutcomeCounts outcomes;

    public SignIn(
            AuditedChanges changes,
            Transactions transactions,
            Users users,
            PasswordHashes hashes,
            PasswordHashing hashing,
            Sessions sessions,
            SignInCounters counters,
            ChangeLimit changeLimit,
            SecureRandom random,
            Counts counts,
            InstantSource clock) {
        this.changes = changes;
        this.users = users;
        this.hashes = hashes;
        this.hashing = hashing;
        this.sessionStarter = new SessionStarter(sessions, random);
        this.changeLimit = changeLimit;
        this.throttle = new SignInThrottle(transactions, counters, counts, clock);
        this.outcomes = counts.signIns(WayIn.PASSWORD);
    }

    /**
     * Signs in. {@code address} is the source of the request, and {@code browser} describes the browser. {@code device}
     * is a value that the browser keeps: after one successful sign-in with it, failures from other devices no longer
     * slow down sign-ins of that account from this device.
     */
    public StartedSession signIn(Email email, Password password, String address, SessionSecret device, String browser) {
        return outcomes.counted(() -> signInUncounted(email, password, address, device, browser));
    }

    private StartedSession signInUncounted(
            Email email, Password password, String address, SessionSecret device, String browser) {
        throttle.beforeTry(email, address, device);
        Optional<User> account = users.findByEmail(email);
        Optional<String> hash = matched(account, password);
        if (hash.isEmpty()) {
            auditRefused(account, address);
            throw wrong();
        }
        UserId user = account.orElseThrow().id();
        // Before the rate limit, because a correct password is not a failure even if the limit then refuses the
        // sign-in.
        throttle.afterRightPassword(email, address, device);
        changeLimit.takeSignIn(user.toString());
        return changes.makeWithoutActorAndReturn(address, change -> start(change, user, hash.get(), browser));
    }

    /** Deletes counters of attempts that no longer matter. */
    public void forgetOldTries() {
        throttle.forgetOldTries();
    }

    private Optional<String> matched(Optional<User> account, Password password) {
        Optional<String> hash = account.filter(User::isEnabled).flatMap(user -> hashes.find(user.id()));
        if (hash.isEmpty()) {
            hashing.pretend(password);
            return hash;
        }
        return hash.filter(stored -> hashing.matches(password, stored));
    }

    private static Refusal wrong() {
        return new Refusal(
                Reason.SIGN_IN_FAILED, "The e-mail address or the password is wrong. Check both and try again.");
    }

    // Checked again under the lock: the password may have been changed or the account disabled in the meantime.
    private StartedSession start(Change change, UserId id, String hash, String browser) {
        User user = users.findForUpdate(id)
                .filter(User::isEnabled)
                .filter(held -> hashes.find(held.id()).filter(hash::equals).isPresent())
                .orElseThrow(SignIn::wrong);
        return sessionStarter.start(change, user, Session.PASSWORD, browser, Optional.of(change.now()));
    }

    private void auditRefused(Optional<User> account, String address) {
        AuditParty stranger = account.map(User::email).map(AuditParty::stranger).orElseGet(AuditParty::stranger);
        AuditSubject subject =
                account.<AuditSubject>map(AuditSubject.OfUser::new).orElseGet(AuditSubject.UnknownAccount::new);
        changes.makeWithoutActor(address, change -> {
            change.by(stranger).recordRefused(AuditAction.SESSION_REFUSED, subject);
        });
    }
}
