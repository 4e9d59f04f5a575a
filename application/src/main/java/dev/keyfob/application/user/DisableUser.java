package dev.keyfob.application.user;

import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Sessions;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Shuts an account: its sessions end and its tokens are refused from the next request on, on every node. For
 * administrators and the operator. Audited, once.
 */
public final class DisableUser {

    private final Transactions transactions;
    private final Users users;
    private final Sessions sessions;
    private final AuditLog auditLog;
    private final InstantSource clock;

    public DisableUser(
            Transactions transactions, Users users, Sessions sessions, AuditLog auditLog, InstantSource clock) {
        this.transactions = transactions;
        this.users = users;
        this.sessions = sessions;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /** Says how many sessions it ended. */
    public int disable(Actor actor, Email email) {
        actor.require(Permission.TOKEN_MANAGE);
        return transactions.inOne(() -> {
            User user = users.lock(email);
            int ended = sessions.removeAllOf(user.id());
            if (user.isEnabled()) {
                Instant now = clock.instant();
                users.update(user.disable(now));
                auditLog.append(AuditEntry.of(actor, AuditAction.USER_DISABLED, AuditParty.user(user), now));
            }
            return ended;
        });
    }
}
