package dev.keyfob.application.setup;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.count.Counts;
import dev.keyfob.application.count.Counts.Limit;
import dev.keyfob.application.count.Counts.WayIn;
import dev.keyfob.application.count.OutcomeCounts;
import dev.keyfob.application.port.PasswordHashes;
import dev.keyfob.application.port.PasswordHashing;
import dev.keyfob.application.port.SetupCodes;
import dev.keyfob.application.port.Users;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.application.throttle.WrongSecretLimits;
import dev.keyfob.application.throttle.WrongSecretThrottle;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.user.DisplayName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.IssuedCode;
import dev.keyfob.domain.user.OneTimeCode;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserFilter;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Creates the first account, an administrator, for the person who enters the code that is stored beside the data.
 * Audited.
 *
 * <p>A wrong, expired or used code gets the same response as a code that comes after the first account exists. Many
 * wrong codes are slowed down and recorded in the audit log.
 */
public final class FinishSetup {

    /** The name of this way to sign in in the audit log. */
    private static final String WAY = "set-up code";

    private final AuditedChanges changes;
    private final ChangeLimit changeLimit;
    private final SetupCodes codes;
    private final Users users;
    private final PasswordHashes hashes;
    private final PasswordHashing hashing;
    private final PermissionCatalogue catalogue;
    private final WrongSecretThrottle throttle;
    private final OutcomeCounts outcomes;
    private final InstantSource clock;

    public FinishSetup(
            AuditedChanges changes,
            ChangeLimit changeLimit,
            SetupCodes codes,
            Users users,
            PasswordHashes hashes,
            PasswordHashing hashing,
            PermissionCatalogue catalogue,
            WrongSecretLimits limits,
            Counts counts,
            InstantSource clock) {
        this.changes = changes;
        this.changeLimit = changeLimit;
        this.codes = codes;
        this.users = users;
        this.hashes = hashes;
        this.hashing = hashing;
        this.catalogue = catalogue;
        this.throttle = new WrongSecretThrottle(
                limits.clientSecretsOfAnAddress(), counts.refusals(Limit.WRONG_SETUP_CODES), clock);
        this.outcomes = counts.signIns(WayIn.SETUP_CODE);
        this.clock = clock;
    }

    /**
     * Creates the account, with the roles that administration requires, and removes the code.
     *
     * @param typed the code as it was typed
     * @throws Refusal CODE_REFUSED; TOO_MANY_REQUESTS
     */
    public User finish(Actor actor, String typed, Email email, DisplayName name, Password password) {
        return outcomes.counted(() -> finishUncounted(actor, typed, email, name, password));
    }

    private User finishUncounted(Actor actor, String typed, Email email, DisplayName name, Password password) {
        OneTimeCode presented = OneTimeCode.parse(typed).orElseThrow(() -> noted(actor));
        Optional<IssuedCode> shown = throttle.attempt(
                actor.address(),
                new TokenDigest(presented.digest().bytes()),
                () -> offered(presented),
                Optional::isPresent);
        if (shown.isEmpty()) {
            throw noted(actor);
        }
        return addFirst(actor, email, name, hashing.hash(password));
    }

    // Synchronized: if two requests at this node use the code at the same time, the second finds an account.
    private synchronized User addFirst(Actor actor, Email email, DisplayName name, String hash) {
        User first = changes.makeLimitedUncheckedAndReturn(actor, change -> {
            if (users.count(UserFilter.everyone()) > 0) {
                throw wrong();
            }
            User user = User.joining(email, catalogue.administratorRoles(), change.now())
                    .rename(name);
            users.add(user);
            hashes.put(user.id(), hash);
            change.record(AuditAction.USER_ADDED, new AuditSubject.OfUser(user));
            return user;
        });
        codes.remove();
        return first;
    }

    private Optional<IssuedCode> offered(OneTimeCode presented) {
        return codes.find()
                .filter(code -> code.isUsableAt(clock.instant()))
                .filter(code -> code.digest().equals(presented.digest()));
    }

    // Anyone can cause these entries, so they have the same limit as refused sign-ins.
    private Refusal noted(Actor actor) {
        if (changeLimit.mayNoteRefusedSignIn(WAY)) {
            changes.makeWithoutActor(
                    actor.address(),
                    change -> change.by(AuditParty.stranger())
                            .recordRefused(
                                    AuditAction.SESSION_REFUSED,
                                    new AuditSubject.RefusedSignIn(
                                            WAY, "code", "it is not the code, or it has ended")));
        }
        return wrong();
    }

    private static Refusal wrong() {
        return new Refusal(
                Reason.CODE_REFUSED,
                "That is not the set-up code, or it has ended: it works once, and for an hour. Starting the server"
                        + " again creates a new one while there is no account.");
    }
}
