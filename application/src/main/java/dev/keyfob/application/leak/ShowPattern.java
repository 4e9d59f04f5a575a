package dev.keyfob.application.leak;

import dev.keyfob.application.token.TokenRules;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.leak.TokenPattern;
import dev.keyfob.domain.permission.Permission;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says how to find the tokens that are issued here. For those who look after them; it is no secret. Changes nothing.
 */
public final class ShowPattern {

    private final TokenRules rules;

    public ShowPattern(TokenRules rules) {
        this.rules = rules;
    }

    /** {@code earlier}: prefixes that tokens were issued under before. */
    public TokenPattern show(Actor actor, List<String> earlier) {
        actor.require(Permission.TOKEN_MANAGE);
        return new TokenPattern(Stream.concat(Stream.of(rules.format().prefix()), earlier.stream())
                .toList());
    }
}
