package dev.keyfob.application.user;

import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Identities;
import dev.keyfob.application.port.Sessions;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Users;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Opens a session for whoever an identity provider proved to be somebody. Nobody is signed in yet, so there is no actor.
 *
 * <p>Who comes for the first time gets an account, unless the e-mail address has one: that is somebody else's until an
 * operator says otherwise, whatever the provider claims. Roles are taken over at each sign-in, where the provider has a
 * say in them. Audited, refusals too.
 */
public final class SignInWithIdentity {

    private final Transactions transactions;
    private final Users users;
    private final Identities identities;
    private final AuditLog auditLog;
    private final ChangeLimit changeLimit;
    private final StartSession startSession;
    private final InstantSource clock;

    public SignInWithIdentity(
            Transactions transactions,
            Users users,
            Identities identities,
            Sessions sessions,
            AuditLog auditLog,
            ChangeLimit changeLimit,
            SecureRandom random,
            InstantSource clock) {
        this.transactions = transactions;
        this.users = users;
        this.identities = identities;
        this.auditLog = auditLog;
        this.changeLimit = changeLimit;
        this.startSession = new StartSession(sessions, auditLog, random);
        this.clock = clock;
    }

    public StartedSession signIn(ProvenIdentity proven, String address) {
        changeLimit.takeSignIn(
                proven.identity().issuer() + "\n" + proven.identity().subject());
        Optional<StartedSession> started = transactions.inOne(() -> {
            Instant now = clock.instant();
            return account(proven, address, now)
                    .map(user ->
                            startSession.start(asProven(proven, user, address, now), address, proven.method(), now));
        });
        return started.orElseThrow(() -> {
            auditRefused(proven, address);
            // The same for an account that is shut, and for an address that is another's: neither is told apart.
            return new Refusal(
                    Reason.SIGN_IN_FAILED,
                    "You cannot sign in here with that account. Ask an administrator to look into the audit log.");
        });
    }

    private Optional<User> account(ProvenIdentity proven, String address, Instant now) {
        Optional<User> known = identities.find(proven.identity()).flatMap(users::findForUpdate);
        if (known.isPresent()) {
            return known.filter(User::isEnabled);
        }
        return proven.email()
                .filter(email -> users.findByEmail(email).isEmpty())
                .map(email -> join(proven, email, address, now));
    }

    private User join(ProvenIdentity proven, Email email, String address, Instant now) {
        User user = User.joining(email, List.of(), now);
        users.add(user);
        identities.add(proven.identity(), user.id(), now);
        audit(AuditAction.USER_ADDED, user, address, now);
        return user;
    }

    private User asProven(ProvenIdentity proven, User user, String address, Instant now) {
        User changed = proven.roles().map(user::withRoles).orElse(user);
        if (proven.name().isPresent()) {
            changed = changed.called(proven.name());
        }
        if (!changed.equals(user)) {
            users.update(changed);
        }
        if (!changed.roles().equals(user.roles())) {
            audit(AuditAction.USER_ROLES_CHANGED, changed, address, now);
        }
        return changed;
    }

    private void audit(AuditAction action, User user, String address, Instant now) {
        auditLog.append(new AuditEntry(
                UUID.randomUUID(), now, AuditParty.user(user), action, AuditParty.user(user), true, address));
    }

    private void auditRefused(ProvenIdentity proven, String address) {
        AuditParty stranger = proven.email().map(AuditParty::stranger).orElseGet(AuditParty::stranger);
        transactions.inOne(() -> auditLog.append(
                AuditEntry.refused(stranger, AuditAction.SESSION_REFUSED, stranger, clock.instant(), address)));
    }
}
