package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.change.AuditedChanges.Change;
import dev.keyfob.application.count.Counts;
import dev.keyfob.application.count.Counts.WayIn;
import dev.keyfob.application.count.OutcomeCounts;
import dev.keyfob.application.port.Identities;
import dev.keyfob.application.port.Sessions;
import dev.keyfob.application.port.Users;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.LinkedIdentity;
import dev.keyfob.domain.user.SignInRefused;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Starts a session for a person whom an identity provider identified. Nobody is signed in yet, so it takes no actor.
 *
 * <p>A first sign-in creates an account, unless another account has that email. That account is not used, whatever the
 * provider claims, until its owner or an operator links the identity with it. If the email changes at the provider, the
 * account's email changes too, unless an administrator has set another one. If another account has or had the new
 * email, the sign-in is refused. If the provider manages roles, they are copied at each sign-in, even if the last
 * administrator loses the role, because a person who lost a role there must not keep it here. Audited, refusals too.
 */
public final class SignInWithIdentity {

    /** The step for a valid proof whose account may not sign in. */
    private static final String ACCOUNT = "account";

    private static final Set<Reason> EMAIL_IN_USE = EnumSet.of(Reason.EMAIL_TAKEN, Reason.EMAIL_RESERVED);

    private final AuditedChanges changes;
    private final Users users;
    private final Identities identities;
    private final ChangeLimit changeLimit;
    private final EmailChange emailChange;
    private final SessionStarter sessionStarter;
    private final OutcomeCounts outcomes;

    public SignInWithIdentity(
            AuditedChanges changes,
            Users users,
            Identities identities,
            Sessions sessions,
            ChangeLimit changeLimit,
            SecureRandom random,
            Counts counts) {
        this.changes = changes;
        this.users = users;
        this.identities = identities;
        this.changeLimit = changeLimit;
        this.emailChange = new EmailChange(users, identities);
        this.sessionStarter = new SessionStarter(sessions, random);
        this.outcomes = counts.signIns(WayIn.IDENTITY);
    }

    /**
     * Starts the session. {@code address} is the source of the request, and {@code browser} describes the browser.
     *
     * @throws SignInRefused SIGN_IN_FAILED if that identity may not sign in
     * @throws Refusal SIGN_IN_TOO_SOON if the identity signed in too often
     */
    public StartedSession signIn(ProvenIdentity proven, String address, String browser) {
        return outcomes.counted(() -> signInUncounted(proven, address, browser));
    }

    private StartedSession signInUncounted(ProvenIdentity proven, String address, String browser) {
        changeLimit.takeSignIn(
                proven.identity().issuer() + "\n" + proven.identity().subject());
        Optional<StartedSession> started = startedUnlessUsed(proven, address, browser);
        return started.orElseThrow(() -> {
            // A disabled account and an email that belongs to another account get the same response, so that the person
            // cannot tell which it is.
            return refused(
                    proven,
                    cause(proven),
                    "You cannot sign in here with that account. Ask an administrator to look into the audit log.",
                    address);
        });
    }

    private Optional<StartedSession> startedUnlessUsed(ProvenIdentity proven, String address, String browser) {
        boolean isKnown = identities.find(proven.identity()).isPresent();
        try {
            return changes.makeWithoutActorAndReturn(address, change -> {
                Optional<User> account = account(proven, change);
                if (account.isEmpty()) {
                    change.nothingToRecord();
                }
                return account.map(user -> sessionStarter.start(
                        change, asProven(proven, user, change), proven.method(), browser, proven.provenAt()));
            });
        } catch (Refusal refusal) {
            if (!isKnown && identities.find(proven.identity()).isPresent()) {
                // Two requests of the same person came at once, and the other one created the account.
                return startedUnlessUsed(proven, address, browser);
            }
            if (!EMAIL_IN_USE.contains(refusal.reason())) {
                throw refusal;
            }
            String email = proven.email().orElseThrow().value();
            throw refused(
                    proven,
                    proven.identity() + " has the address " + email + " now, which another account here "
                            + (refusal.reason() == Reason.EMAIL_TAKEN ? "has" : "had"),
                    "Your identity provider says that your e-mail address is " + email + ". Another account here"
                            + " has or had that address. Ask an administrator to free it, or to give your account"
                            + " another.",
                    address);
        }
    }

    private SignInRefused refused(ProvenIdentity proven, String cause, String explanation, String address) {
        auditRefused(proven, cause, address);
        return new SignInRefused(Reason.SIGN_IN_FAILED, ACCOUNT, cause, explanation);
    }

    /**
     * Records a sign-in in which the provider proved no identity. Anyone can cause that, so for each {@code way} sixty
     * are recorded at once, and then one a minute.
     */
    public void noteRefused(String way, SignInRefused refused, String address) {
        outcomes.refused(refused.reason());
        if (changeLimit.mayNoteRefusedSignIn(way)) {
            recordRefused(
                    AuditParty.stranger(),
                    new AuditSubject.RefusedSignIn(way, refused.step(), refused.cause()),
                    address);
        }
    }

    private String cause(ProvenIdentity proven) {
        Optional<User> known =
                identities.find(proven.identity()).map(LinkedIdentity::user).flatMap(users::find);
        if (known.isPresent()) {
            return "the account " + known.get().email() + " is disabled here";
        }
        return proven.email()
                .map(email -> "there is already an account " + email + " here, with another way to sign in; "
                        + proven.identity() + " is not linked with it")
                .orElse(proven.doubt());
    }

    private Optional<User> account(ProvenIdentity proven, Change change) {
        Optional<LinkedIdentity> linked = identities.find(proven.identity());
        if (linked.isPresent()) {
            return users.findForUpdate(linked.get().user())
                    .filter(User::isEnabled)
                    .filter(user -> isStillLinked(proven, user))
                    .map(user -> follow(proven, linked.get(), user, change));
        }
        return proven.email()
                .filter(email -> users.findByEmail(email).isEmpty())
                .map(email -> join(proven, email, change));
    }

    // Checked again under the lock of the account: it may have been unlinked in the meantime.
    private boolean isStillLinked(ProvenIdentity proven, User user) {
        return identities
                .find(proven.identity())
                .map(LinkedIdentity::user)
                .filter(user.id()::equals)
                .isPresent();
    }

    private User follow(ProvenIdentity proven, LinkedIdentity linked, User user, Change change) {
        if (proven.email().isEmpty() || proven.email().equals(linked.email())) {
            return user;
        }
        Email now = proven.email().get();
        User followed =
                linked.isFollowedBy(user, now) ? emailChange.make(change.by(AuditParty.user(user)), user, now) : user;
        identities.noteEmail(proven.identity(), now);
        return followed;
    }

    private User join(ProvenIdentity proven, Email email, Change change) {
        User user = User.joining(email, List.of(), change.now());
        users.add(user);
        identities.add(new LinkedIdentity(proven.identity(), user.id(), Optional.of(email), change.now()));
        record(change, AuditAction.USER_ADDED, user);
        return user;
    }

    private User asProven(ProvenIdentity proven, User user, Change change) {
        User changed = proven.roles().map(user::withRoles).orElse(user);
        if (proven.name().isPresent()) {
            changed = changed.called(proven.name());
        }
        if (!changed.equals(user)) {
            users.update(changed);
        }
        if (!changed.roles().equals(user.roles())) {
            record(change, AuditAction.USER_ROLES_CHANGED, changed);
        }
        return changed;
    }

    private static void record(Change change, AuditAction action, User user) {
        change.by(AuditParty.user(user)).record(action, new AuditSubject.OfUser(user));
    }

    private void auditRefused(ProvenIdentity proven, String cause, String address) {
        AuditParty stranger = proven.email().map(AuditParty::stranger).orElseGet(AuditParty::stranger);
        recordRefused(stranger, new AuditSubject.RefusedSignIn(proven.method(), ACCOUNT, cause), address);
    }

    private void recordRefused(AuditParty stranger, AuditSubject why, String address) {
        changes.makeWithoutActor(
                address, change -> change.by(stranger).recordRefused(AuditAction.SESSION_REFUSED, why));
    }
}
