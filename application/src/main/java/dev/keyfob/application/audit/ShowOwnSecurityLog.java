package dev.keyfob.application.audit;

import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserId;

/**
 * Shows a person what happened to their account and their tokens, latest entry first: their own actions and those of
 * others. Each person sees only their own account, administrators too. Changes nothing.
 *
 * <p>Other people's names and addresses are private: someone with a role appears as "an administrator", without an
 * address. The address of a refused sign-in is shown, because only the person can know whether they tried it.
 */
public final class ShowOwnSecurityLog {

    private final AuditLog auditLog;

    public ShowOwnSecurityLog(AuditLog auditLog) {
        this.auditLog = auditLog;
    }

    public Page<AuditEntry> show(Actor actor, AuditFilter filter, PageRequest page) {
        User person = actor.person();
        return auditLog.list(filter.ofAccount(person.id()), page).map(entry -> asSeenBy(person.id(), entry));
    }

    /** Counts the matching entries, up to {@code most}. */
    public long countUpTo(Actor actor, AuditFilter filter, int most) {
        return auditLog.countUpTo(filter.ofAccount(actor.person().id()), most);
    }

    private static AuditEntry asSeenBy(UserId person, AuditEntry entry) {
        AuditParty actor = entry.actor();
        return switch (actor.kind()) {
            case USER, TOKEN ->
                actor.owner().equals(person.toString()) ? entry : told(entry, actor.kind(), "an administrator", "");
            case CLIENT -> told(entry, actor.kind(), "an API", "");
            case OPERATOR -> told(entry, actor.kind(), "the operator", "");
            case STRANGER, POLICY, PERMISSION, LOG, BACKUP, WEBHOOK, KEYFOB -> entry;
        };
    }

    private static AuditEntry told(AuditEntry entry, AuditParty.Kind kind, String name, String address) {
        return new AuditEntry(
                entry.id(),
                entry.at(),
                new AuditParty(kind, "", name),
                entry.action(),
                entry.subject(),
                entry.succeeded(),
                address);
    }
}
