package dev.keyfob.application.user;

import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.Party;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Opens a shut account again. Its tokens from before are revoked in the same step: coming back resurrects nothing. For
 * administrators and the operator. Audited, once.
 */
public final class EnableUser {

    private final Transactions transactions;
    private final Users users;
    private final AccessTokens tokens;
    private final AuditLog auditLog;
    private final InstantSource clock;

    public EnableUser(
            Transactions transactions, Users users, AccessTokens tokens, AuditLog auditLog, InstantSource clock) {
        this.transactions = transactions;
        this.users = users;
        this.tokens = tokens;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    public void enable(Actor actor, Email email) {
        actor.require(Permission.TOKEN_MANAGE);
        transactions.inOne(() -> {
            User user = users.findByEmail(email)
                    .flatMap(found -> users.findForUpdate(found.id()))
                    .orElseThrow(() -> new Refusal(Reason.USER_NOT_FOUND, "There is no user " + email + "."));
            if (user.isEnabled()) {
                return;
            }
            Instant now = clock.instant();
            tokens.unrevokedOfForUpdate(user.id()).forEach(token -> {
                tokens.update(token.revoke(now));
                auditLog.append(AuditEntry.of(actor, AuditAction.TOKEN_REVOKED, Party.token(token), now));
            });
            users.update(user.enable());
            auditLog.append(AuditEntry.of(actor, AuditAction.USER_ENABLED, Party.user(user), now));
        });
    }
}
