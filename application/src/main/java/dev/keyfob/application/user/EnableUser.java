package dev.keyfob.application.user;

import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Users;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.application.token.RevokeToken;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiConsumer;

/**
 * Opens a shut account again. Its tokens from before are revoked in the same step: coming back resurrects nothing, unless
 * that is asked for. For administrators and the operator. Audited, once.
 */
public final class EnableUser {

    private final Transactions transactions;
    private final Users users;
    private final RevokeToken revokeToken;
    private final AuditLog auditLog;
    private final ChangeLimit changeLimit;
    private final InstantSource clock;

    public EnableUser(
            Transactions transactions,
            Users users,
            RevokeToken revokeToken,
            AuditLog auditLog,
            ChangeLimit changeLimit,
            InstantSource clock) {
        this.transactions = transactions;
        this.users = users;
        this.revokeToken = revokeToken;
        this.auditLog = auditLog;
        this.changeLimit = changeLimit;
        this.clock = clock;
    }

    public void enable(Actor actor, Email email) {
        enable(actor, email, (user, now) -> revokeToken.revokeAllFromBefore(actor, user, now));
    }

    /** Those of the user's tokens that are not over work again. */
    public void enableWithTokens(Actor actor, Email email) {
        enable(actor, email, (user, now) -> {});
    }

    private void enable(Actor actor, Email email, BiConsumer<User, Instant> tokensFromBefore) {
        actor.require(Permission.TOKEN_MANAGE);
        changeLimit.takeChange(actor);
        transactions.inOne(() -> {
            User user = users.lock(email);
            if (user.isEnabled()) {
                return;
            }
            Instant now = clock.instant();
            tokensFromBefore.accept(user, now);
            users.update(user.enable());
            auditLog.append(AuditEntry.of(actor, AuditAction.USER_ENABLED, AuditParty.user(user), now));
        });
    }
}
