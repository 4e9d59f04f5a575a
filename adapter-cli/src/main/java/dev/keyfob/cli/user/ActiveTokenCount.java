package dev.keyfob.cli.user;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.domain.user.User;
import java.util.EnumSet;

/** The number of tokens of a user that can be used now. */
final class ActiveTokenCount {

    private ActiveTokenCount() {}

    static long of(User user, TokenVerbs tokens) {
        return tokens.listTokens.count(
                OPERATOR,
                TokenFilter.ownedBy(user.id()).and(tokens.listTokens.inState(OPERATOR, EnumSet.of(TokenState.ACTIVE))));
    }
}
