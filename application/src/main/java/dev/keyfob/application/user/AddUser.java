package dev.keyfob.application.user;

import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.PasswordHashes;
import dev.keyfob.application.port.PasswordHashing;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;

/** Opens a local account. For administrators and the operator, who thereby makes the first administrator. Audited. */
public final class AddUser {

    private final Transactions transactions;
    private final Users users;
    private final PasswordHashes hashes;
    private final PasswordHashing hashing;
    private final AuditLog auditLog;
    private final InstantSource clock;

    public AddUser(
            Transactions transactions,
            Users users,
            PasswordHashes hashes,
            PasswordHashing hashing,
            AuditLog auditLog,
            InstantSource clock) {
        this.transactions = transactions;
        this.users = users;
        this.hashes = hashes;
        this.hashing = hashing;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    public User add(Actor actor, Email email, Collection<Role> roles, Password password) {
        actor.require(Permission.TOKEN_MANAGE);
        String hash = hashing.hash(password);
        return transactions.inOne(() -> {
            Instant now = clock.instant();
            User user = User.joining(email, roles, now);
            users.add(user);
            hashes.put(user.id(), hash);
            auditLog.append(AuditEntry.of(actor, AuditAction.USER_ADDED, AuditParty.user(user), now));
            return user;
        });
    }
}
