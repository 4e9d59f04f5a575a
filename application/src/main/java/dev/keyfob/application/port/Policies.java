package dev.keyfob.application.port;

import dev.keyfob.domain.policy.PolicyChanges;

/** The stored changes to the policy of the settings. */
public interface Policies {

    /** Returns the changes. They may come from a cache, provided that every change invalidates it. */
    PolicyChanges find();

    /** Returns the stored changes and locks them until the transaction ends. */
    PolicyChanges findForUpdate();

    /** Replaces all stored changes. */
    void put(PolicyChanges changes);
}
