package dev.keyfob.application.user;

import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import java.time.InstantSource;
import java.util.Collection;
import java.util.TreeSet;

/**
 * Says which roles a user holds from now on; their tokens have none, before and after. For administrators and the
 * operator. An identity provider that gives roles sets them anew at the next sign-in. Audited.
 */
public final class SetRoles {

    private final Transactions transactions;
    private final Users users;
    private final AuditLog auditLog;
    private final InstantSource clock;

    public SetRoles(Transactions transactions, Users users, AuditLog auditLog, InstantSource clock) {
        this.transactions = transactions;
        this.users = users;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    public void set(Actor actor, Email email, Collection<Role> roles) {
        actor.require(Permission.TOKEN_MANAGE);
        transactions.inOne(() -> {
            User user = users.lock(email);
            if (!user.roles().equals(new TreeSet<>(roles))) {
                users.update(user.withRoles(roles));
                auditLog.append(
                        AuditEntry.of(actor, AuditAction.USER_ROLES_CHANGED, AuditParty.user(user), clock.instant()));
            }
        });
    }
}
