package dev.keyfob.application.policy;

import dev.keyfob.application.port.Policies;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.policy.TokenPolicy;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Combines the policy of the settings with the stored changes. Every use of a token needs the policy, so it is computed
 * only if the changes differ from the last time. Otherwise a call allocates nothing.
 */
public final class PolicyInForce {

    private final Policies policies;
    private final TokenPolicy settings;
    private final AtomicReference<Computed> latest;

    /** A policy, and the changes it was computed from. */
    private record Computed(PolicyChanges changes, TokenPolicy policy) {}

    public PolicyInForce(Policies policies, TokenPolicy settings) {
        this.policies = policies;
        this.settings = settings;
        this.latest = new AtomicReference<>(new Computed(PolicyChanges.none(), settings));
    }

    public TokenPolicy policy() {
        PolicyChanges changes = policies.find();
        Computed known = Objects.requireNonNull(latest.get());
        if (known.changes() != changes) {
            known = new Computed(changes, with(changes));
            latest.set(known);
        }
        return known.policy();
    }

    /** Returns the policy of the settings with these changes instead of those in force. */
    public TokenPolicy with(PolicyChanges changes) {
        return changes.applyTo(settings);
    }
}
