package dev.keyfob.cli.user;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.cli.command.OutputOption;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.user.User;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Implements {@code user show}. */
@Command(
        name = "show",
        description = "Show one user.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob user show alice@example.com"})
final class ShowUserCommand implements Callable<Integer> {

    private final Supplier<TokenVerbs> tokens;
    private final Supplier<UserVerbs> users;

    @Mixin
    private UserArgument user;

    @Mixin
    private OutputOption output;

    ShowUserCommand(Supplier<TokenVerbs> tokens, Supplier<UserVerbs> users) {
        this.tokens = tokens;
        this.users = users;
    }

    @Override
    public Integer call() {
        UserRecords records = new UserRecords();
        User shown = users.get().showUser.show(OPERATOR, user.email());
        records.add(shown, ActiveTokenCount.of(shown, tokens.get()));
        output.printOne(records.table());
        return ExitCode.DONE;
    }
}
