package dev.keyfob.application.token;

import dev.keyfob.application.port.Policies;
import dev.keyfob.domain.token.PolicyChanges;
import dev.keyfob.domain.token.TokenPolicy;

/** The policy of the settings with what was changed since: asked for at every use of a token. */
public final class PolicyInForce {

    private record Known(PolicyChanges changes, TokenPolicy policy) {}

    private final Policies policies;
    private final TokenPolicy settings;
    private volatile Known latest;

    public PolicyInForce(Policies policies, TokenPolicy settings) {
        this.policies = policies;
        this.settings = settings;
        this.latest = new Known(PolicyChanges.none(), settings);
    }

    public TokenPolicy policy() {
        PolicyChanges changes = policies.find();
        Known known = latest;
        if (known.changes() != changes) {
            known = new Known(changes, with(changes));
            latest = known;
        }
        return known.policy();
    }

    /** What the settings say, with these changes instead of those in force. */
    public TokenPolicy with(PolicyChanges changes) {
        return changes.applyTo(settings);
    }
}
