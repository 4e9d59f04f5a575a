package dev.keyfob.application.policy;

import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Policies;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.PolicyChanges;
import java.time.InstantSource;

/**
 * Changes the policy, for all tokens at once: those that it no longer allows stop being accepted. None is rewritten, so
 * changing it back brings back exactly those. For administrators and the operator. Audited.
 */
public final class SetPolicy {

    private final Transactions transactions;
    private final Policies policies;
    private final AuditLog auditLog;
    private final InstantSource clock;

    public SetPolicy(Transactions transactions, Policies policies, AuditLog auditLog, InstantSource clock) {
        this.transactions = transactions;
        this.policies = policies;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    public void set(Actor actor, PolicyChanges changes) {
        actor.require(Permission.TOKEN_MANAGE);
        transactions.inOne(() -> {
            policies.put(changes.after(policies.findForUpdate()));
            auditLog.append(AuditEntry.of(
                    actor, AuditAction.POLICY_CHANGED, AuditParty.policy(changes.toString()), clock.instant()));
        });
    }
}
