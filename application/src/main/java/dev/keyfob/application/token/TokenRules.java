package dev.keyfob.application.token;

import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.permission.PermissionCeiling;
import dev.keyfob.domain.token.ExpiryPolicy;
import dev.keyfob.domain.token.TokenFormat;

/** The rules that the operator sets for tokens: how they are written, what they reach, how long and how many live. */
public record TokenRules(TokenFormat format, PermissionCatalogue catalogue, ExpiryPolicy expiry, int mostPerOwner) {

    public static TokenRules standard() {
        return new TokenRules(TokenFormat.standard(), PermissionCatalogue.standard(), ExpiryPolicy.standard(), 1000);
    }

    public PermissionCeiling ceiling() {
        return new PermissionCeiling(catalogue);
    }
}
