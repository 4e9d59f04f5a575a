package dev.keyfob.application.leak;

import dev.keyfob.application.token.TokenRules;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.leak.TokenPattern;
import dev.keyfob.domain.permission.Permission;
import java.util.List;
import java.util.stream.Stream;

/**
 * Shows the patterns that match tokens issued here, for secret scanners. For administrators and the operator. The
 * patterns are not secret. Changes nothing.
 */
public final class ShowPattern {

    private final TokenRules rules;

    public ShowPattern(TokenRules rules) {
        this.rules = rules;
    }

    /** {@code earlier} are the prefixes of tokens issued earlier. */
    public TokenPattern show(Actor actor, List<String> earlier) {
        actor.require(Permission.TOKEN_MANAGE);
        return new TokenPattern(Stream.concat(Stream.of(rules.format().prefix()), earlier.stream())
                .toList());
    }
}
