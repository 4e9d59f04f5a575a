package dev.keyfob.application.token;

import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.permission.PermissionCeiling;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.TokenFormat;

/** What the settings say of tokens: how they are written, what they reach, and the policy until it is changed. */
public record TokenRules(TokenFormat format, PermissionCatalogue catalogue, TokenPolicy policy) {

    /** As the demo and examples have them. */
    public static TokenRules sample() {
        return new TokenRules(TokenFormat.standard(), PermissionCatalogue.sample(), TokenPolicy.standard());
    }

    public PermissionCeiling ceiling() {
        return new PermissionCeiling(catalogue);
    }
}
