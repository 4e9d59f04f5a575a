package dev.keyfob.application.policy;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.Policies;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.PolicyChanges;

/**
 * Changes the policy for all tokens at once: tokens that it no longer allows stop being accepted. No token is modified,
 * so undoing the change makes exactly the same tokens valid again. For administrators and the operator. Audited.
 */
public final class SetPolicy {

    private final AuditedChanges audited;
    private final Policies policies;

    public SetPolicy(AuditedChanges audited, Policies policies) {
        this.audited = audited;
        this.policies = policies;
    }

    /**
     * Adds these changes to the earlier ones.
     *
     * @throws Refusal if the actor lacks the permission
     */
    public void set(Actor actor, PolicyChanges changes) {
        audited.make(actor, Permission.TOKEN_MANAGE, change -> {
            policies.put(changes.after(policies.findForUpdate()));
            change.record(AuditAction.POLICY_CHANGED, new AuditSubject.Policy(changes));
        });
    }
}
