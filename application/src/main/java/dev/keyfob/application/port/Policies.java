package dev.keyfob.application.port;

import dev.keyfob.domain.policy.PolicyChanges;

/** What the operator changed of the policy that the settings give. */
public interface Policies {

    /** May come from memory, as long as every change to it is sure to be heard of. */
    PolicyChanges find();

    /** As it is stored, held until the transaction ends. */
    PolicyChanges findForUpdate();

    /** Replaces all that was there. */
    void put(PolicyChanges changes);
}
