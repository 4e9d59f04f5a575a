package dev.keyfob.application.fake;

import dev.keyfob.application.port.Policies;
import dev.keyfob.domain.policy.PolicyChanges;
import java.util.concurrent.atomic.AtomicReference;

public final class InMemoryPolicies implements Policies {

    private final AtomicReference<PolicyChanges> kept = new AtomicReference<>(PolicyChanges.none());

    @Override
    public PolicyChanges find() {
        return kept.get();
    }

    @Override
    public PolicyChanges findForUpdate() {
        return kept.get();
    }

    @Override
    public void put(PolicyChanges changes) {
        kept.set(changes);
    }
}
