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

/** Implements {@code token resume}, which makes suspended tokens usable again. */
@Command(
        name = "resume",
        description = "Let suspended tokens work again.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob token resume ID"})
final class ResumeTokensCommand implements Callable<Integer> {

    private final Supplier<TokenVerbs> tokens;
    private final Terminal terminal;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of tokens, or their beginnings.")
    private List<String> ids;

    ResumeTokensCommand(Supplier<TokenVerbs> tokens, Terminal terminal) {
        this.tokens = tokens;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return new EachToken(tokens, terminal)
                .forEach(ids, "Resumed", id -> tokens.get().resumeToken.resume(OPERATOR, id));
    }
}
