package dev.keyfob.application.token;

import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.permission.PermissionCeiling;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.TokenFormat;

/**
 * What the settings say of tokens: how they are written, what they reach, the policy until it is changed, and whether
 * people get a new secret only after a fresh sign-in.
 */
public record TokenRules(TokenFormat format, PermissionCatalogue catalogue, TokenPolicy policy, boolean freshSignIn) {

    /** Without asking for a fresh sign-in. */
    public TokenRules(TokenFormat format, PermissionCatalogue catalogue, TokenPolicy policy) {
        this(format, catalogue, policy, false);
    }

    /** As the demo and examples have them. */
    public static TokenRules sample() {
        return new TokenRules(TokenFormat.standard(), PermissionCatalogue.sample(), TokenPolicy.standard());
    }

    public PermissionCeiling ceiling() {
        return new PermissionCeiling(catalogue);
    }
}
