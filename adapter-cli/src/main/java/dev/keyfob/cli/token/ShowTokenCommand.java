package dev.keyfob.cli.token;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.cli.command.OutputOption;
import dev.keyfob.cli.command.TokenArgument;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.usage.Examples;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Implements {@code token show}, which prints one token with its latest uses and refusals. */
@Command(
        name = "show",
        description = "Show one token, how often it was used in the last 30 days, and from where.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob token show ID"})
final class ShowTokenCommand implements Callable<Integer> {

    private final Supplier<TokenVerbs> tokens;
    private final Supplier<UserVerbs> users;
    private final Supplier<InstantSource> clock;

    @Mixin
    private TokenArgument token;

    @Mixin
    private OutputOption output;

    ShowTokenCommand(Supplier<TokenVerbs> tokens, Supplier<UserVerbs> users, Supplier<InstantSource> clock) {
        this.tokens = tokens;
        this.users = users;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        TokenRecords records = TokenRecords.withUses(tokens.get().showToken, users.get().showUser, clock.get());
        records.add(tokens.get().showToken.show(OPERATOR, token.among(tokens.get())));
        output.printOne(records.table());
        return ExitCode.DONE;
    }
}
