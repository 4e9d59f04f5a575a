package dev.keyfob.cli.token;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Implements {@code token suspend}. Suspended tokens are refused until they are resumed. */
@Command(
        name = "suspend",
        description = "Suspend tokens: they are refused until they are resumed, and keep their name and secret.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob token suspend ID"})
final class SuspendTokensCommand implements Callable<Integer> {

    private final Supplier<TokenVerbs> tokens;
    private final Terminal terminal;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of tokens, or their beginnings.")
    private List<String> ids;

    SuspendTokensCommand(Supplier<TokenVerbs> tokens, Terminal terminal) {
        this.tokens = tokens;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return new EachToken(tokens, terminal)
                .forEach(ids, "Suspended", id -> tokens.get().suspendToken.suspend(OPERATOR, id));
    }
}
