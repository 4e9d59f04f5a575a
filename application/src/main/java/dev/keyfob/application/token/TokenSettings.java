package dev.keyfob.application.token;

import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.permission.PermissionCeiling;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.TokenFormat;

/**
 * The token settings: the format of tokens, the permission catalogue, the initial policy, and whether a new secret
 * requires a recent sign-in.
 */
public record TokenSettings(
        TokenFormat format, PermissionCatalogue catalogue, TokenPolicy policy, boolean freshSignIn) {

    /** Does not require a recent sign-in. */
    public TokenSettings(TokenFormat format, PermissionCatalogue catalogue, TokenPolicy policy) {
        this(format, catalogue, policy, false);
    }

    public PermissionCeiling ceiling() {
        return new PermissionCeiling(catalogue);
    }
}
