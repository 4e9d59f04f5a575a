package dev.keyfob.domain.audit;

import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which entries of the audit log to show: those that match every given condition. {@code about} is the id of a user,
 * token or client, as actor or as subject. {@code account} is the user whose security log is shown: actions on the
 * account and its tokens, and the user's own actions that concern no account.
 */
public record AuditFilter(
        Optional<AuditAction> action,
        Optional<String> about,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<UserId> account) {

    public AuditFilter(
            Optional<AuditAction> action, Optional<String> about, Optional<Instant> since, Optional<Instant> until) {
        this(action, about, since, until, Optional.empty());
    }

    public static AuditFilter everything() {
        return new AuditFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static AuditFilter about(String id) {
        return new AuditFilter(Optional.empty(), Optional.of(id), Optional.empty(), Optional.empty());
    }

    /** Returns the same filter, limited to the security log of this account. */
    public AuditFilter ofAccount(UserId user) {
        return new AuditFilter(action, about, since, until, Optional.of(user));
    }

    public boolean matches(AuditEntry entry) {
        return action.map(entry.action()::equals).orElse(true)
                && about.map(id -> id.equals(entry.actor().id())
                                || id.equals(entry.subject().id()))
                        .orElse(true)
                && since.map(start -> !entry.at().isBefore(start)).orElse(true)
                && until.map(end -> entry.at().isBefore(end)).orElse(true)
                && account.map(user -> concerns(entry, user.toString())).orElse(true);
    }

    private static boolean concerns(AuditEntry entry, String user) {
        String owner = entry.subject().owner();
        return owner.isEmpty() ? entry.actor().owner().equals(user) : owner.equals(user);
    }
}
