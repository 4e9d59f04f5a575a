package dev.keyfob.application.token;

import dev.keyfob.application.port.Policies;
import dev.keyfob.domain.token.PolicyChanges;
import dev.keyfob.domain.token.TokenPolicy;

/** The policy of the settings with what was changed since: asked for at every use of a token. */
public record PolicyInForce(Policies policies, TokenPolicy settings) {

    public TokenPolicy policy() {
        return with(policies.find());
    }

    /** What the settings say, with these changes instead of those in force. */
    public TokenPolicy with(PolicyChanges changes) {
        return changes.applyTo(settings);
    }
}
