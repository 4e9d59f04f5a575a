package dev.keyfob.domain.token;

import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;

/**
 * The limits of one token, within the limits that apply to all tokens.
 *
 * @param narrowing the permissions that it was narrowed to; without a narrowing, it has all that a token can have
 * @param networks the networks from which it may be used; an empty list allows every address
 */
public record TokenRestrictions(Narrowing narrowing, Networks networks) {

    TokenRestrictions narrowedTo(Narrowing other) {
        return new TokenRestrictions(other, networks);
    }

    TokenRestrictions usableFrom(Networks other) {
        return new TokenRestrictions(narrowing, other);
    }
}
