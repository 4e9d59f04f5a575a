package dev.keyfob.application.port;

import dev.keyfob.domain.token.PolicyChanges;

/** What the operator changed of the policy that the settings give. */
public interface Policies {

    /** May come from memory, as long as every change to it is sure to be heard of. */
    PolicyChanges find();

    /** Replaces all that was there. */
    void put(PolicyChanges changes);
}
