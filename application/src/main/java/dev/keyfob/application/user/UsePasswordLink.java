package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.change.AuditedChanges.Change;
import dev.keyfob.application.count.Counts;
import dev.keyfob.application.count.Counts.WayIn;
import dev.keyfob.application.count.OutcomeCounts;
import dev.keyfob.application.port.IssuedCodes;
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
import dev.keyfob.domain.user.IssuedCode;
import dev.keyfob.domain.user.OneTimeCode;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.Session;
import dev.keyfob.domain.user.SignInRefused;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Takes the code of a {@link PasswordLink}: sets the password that its owner chose, ends their other sessions, and
 * starts one. If sign-in with passwords is off, it only starts the session. Nobody is signed in yet, so it takes no
 * actor.
 *
 * <p>A code that was used, has expired, belongs to another account or was guessed gets the same response, and counts as
 * a failed sign-in from that address. The audit log has the cause. A rejected password does not use up the code.
 */
public final class UsePasswordLink {

    private static final String WAY = "one-time link";

    private final AuditedChanges changes;
    private final Users users;
    private final PasswordHashes hashes;
    private final PasswordHashing hashing;
    private final Sessions sessions;
    private final IssuedCodes codes;
    private final PasswordCodes passwordCodes;
    private final SessionStarter sessionStarter;
    private final ChangeLimit changeLimit;
    private final SignInThrottle throttle;
    private final OutcomeCounts outcomes;
    private final AccountSettings settings;
    private final InstantSource clock;

    public UsePasswordLink(
            AuditedChanges changes,
            Transactions transactions,
            Users users,
            PasswordHashes hashes,
            PasswordHashing hashing,
            Sessions sessions,
            IssuedCodes codes,
            SignInCounters counters,
            ChangeLimit changeLimit,
            AccountSettings settings,
            SecureRandom random,
            Counts counts,
            InstantSource clock) {
        this.changes = changes;
        this.users = users;
        this.hashes = hashes;
        this.hashing = hashing;
        this.sessions = sessions;
        this.codes = codes;
        this.passwordCodes = new PasswordCodes(codes, random, settings);
        this.sessionStarter = new SessionStarter(sessions, random);
        this.changeLimit = changeLimit;
        this.throttle = new SignInThrottle(transactions, counters, counts, clock);
        this.outcomes = counts.signIns(WayIn.ONE_TIME_LINK);
        this.settings = settings;
        this.clock = clock;
    }

    /** Returns whether a link sets a password, instead of only signing in. */
    public boolean setsPassword() {
        return settings.passwords();
    }

    /**
     * Sets the password as it was typed, and starts a session.
     *
     * @param presented the typed code; empty if it does not have the form of a code
     * @param signedIn the user who is signed in with this browser already; links of other users are refused then
     * @param address the source of the request
     * @param browser a description of the browser
     * @throws Refusal CODE_REFUSED; SIGN_IN_TOO_SOON if too many codes were tried from that address; a PASSWORD_…
     *     reason if the password is rejected
     */
    public StartedSession use(
            Optional<OneTimeCode> presented, String typed, Optional<UserId> signedIn, String address, String browser) {
        return outcomes.counted(() -> useUncounted(presented, typed, signedIn, address, browser));
    }

    private StartedSession useUncounted(
            Optional<OneTimeCode> presented, String typed, Optional<UserId> signedIn, String address, String browser) {
        throttle.beforeCode(address);
        Optional<IssuedCode> code = presented.flatMap(each -> codes.find(each.digest()));
        User owner = code.filter(found -> isUsable(found, signedIn, clock.instant()))
                .flatMap(IssuedCode::user)
                .flatMap(users::find)
                .filter(User::isEnabled)
                .orElseThrow(() -> refused(code, signedIn, address));
        throttle.afterRightCode(address);
        Optional<String> hash = settings.passwords()
                ? Optional.of(hashing.hash(Password.parse(typed, owner.email())))
                : Optional.empty();
        changeLimit.takeSignIn(owner.id().toString());
        Optional<StartedSession> started = changes.makeWithoutActorAndReturn(
                address, change -> use(change, code.orElseThrow(), owner.id(), signedIn, hash, browser));
        return started.orElseThrow(() -> refused(code, signedIn, address));
    }

    // Checked again under the lock: the code may have been used or the account disabled in the meantime.
    private Optional<StartedSession> use(
            Change change,
            IssuedCode seen,
            UserId owner,
            Optional<UserId> signedIn,
            Optional<String> hash,
            String browser) {
        Optional<User> held = users.findForUpdate(owner).filter(User::isEnabled);
        Optional<IssuedCode> code = held.flatMap(user -> codes.findForUpdate(seen.digest()))
                .filter(found -> isUsable(found, signedIn, change.now()));
        if (held.isEmpty() || code.isEmpty()) {
            change.nothingToRecord();
            return Optional.empty();
        }
        User user = held.get();
        Change byOwner = change.by(AuditParty.user(user));
        codes.update(code.get().use(change.now()));
        byOwner.record(AuditAction.PASSWORD_LINK_USED, new AuditSubject.OfUser(user));
        hash.ifPresent(set -> {
            hashes.put(user.id(), set);
            sessions.removeAllOf(user.id());
            byOwner.record(AuditAction.PASSWORD_CHANGED, new AuditSubject.OfUser(user));
        });
        return Optional.of(sessionStarter.start(change, user, Session.LINK, browser, Optional.of(change.now())));
    }

    private boolean isUsable(IssuedCode code, Optional<UserId> signedIn, Instant now) {
        return passwordCodes.isPassword(code)
                && code.isUsableAt(now)
                && signedIn.filter(user -> !code.user().equals(Optional.of(user)))
                        .isEmpty();
    }

    private Refusal refused(Optional<IssuedCode> code, Optional<UserId> signedIn, String address) {
        String cause = cause(code, signedIn);
        changes.makeWithoutActor(
                address,
                change -> change.by(AuditParty.stranger())
                        .recordRefused(
                                AuditAction.PASSWORD_LINK_USED, new AuditSubject.RefusedSignIn(WAY, "code", cause)));
        return new SignInRefused(
                Reason.CODE_REFUSED,
                "code",
                cause,
                "This code does not work: it was used before, has ended, or is for another account than the one signed"
                        + " in here. Ask for a new link.");
    }

    private String cause(Optional<IssuedCode> code, Optional<UserId> signedIn) {
        Optional<User> owner = code.flatMap(IssuedCode::user).flatMap(users::find);
        if (code.isEmpty() || owner.isEmpty()) {
            return "there is no such code";
        }
        String whose = "the code for " + owner.get().email();
        if (code.get().usedAt().isPresent()) {
            return whose + " was used already";
        }
        if (signedIn.filter(user -> !user.equals(owner.get().id())).isPresent()) {
            return whose + " came from a browser in which somebody else is signed in";
        }
        return owner.get().isEnabled() ? whose + " has ended" : whose + " is of a disabled account";
    }
}
