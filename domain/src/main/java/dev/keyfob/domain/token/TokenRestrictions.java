package dev.keyfob.domain.token;

import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;

/**
 * What a token's owner allows it, within what any token can reach.
 *
 * @param narrowing which permissions it was narrowed to; none where it has all that a token can have
 * @param networks from where it may be used; without a network, from everywhere
 */
public record TokenRestrictions(Narrowing narrowing, Networks networks) {

    TokenRestrictions narrowedTo(Narrowing other) {
        return new TokenRestrictions(other, networks);
    }

    TokenRestrictions usableFrom(Networks other) {
        return new TokenRestrictions(narrowing, other);
    }
}
