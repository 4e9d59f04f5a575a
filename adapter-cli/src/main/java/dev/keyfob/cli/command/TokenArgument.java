package dev.keyfob.cli.command;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.domain.token.TokenId;
import picocli.CommandLine.Parameters;

/** The argument {@code ID}, which names a token. */
public final class TokenArgument {

    @Parameters(index = "0", paramLabel = "ID", description = "The token's id, or its beginning.")
    private String id;

    public TokenId among(TokenVerbs tokens) {
        return tokens.findTokens.idOf(OPERATOR, id);
    }

    @Override
    public String toString() {
        return id;
    }
}
