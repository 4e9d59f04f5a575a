package dev.keyfob.cli.user;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.user.Email;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Implements {@code user free-email}. */
@Command(
        name = "free-email",
        description = "Free an address that an account had before, so that another can have it.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob user free-email alice@example.com"})
final class FreeEmailCommand implements Callable<Integer> {

    private final Supplier<UserVerbs> users;
    private final Terminal terminal;

    @Mixin
    private UserArgument earlier;

    FreeEmailCommand(Supplier<UserVerbs> users, Terminal terminal) {
        this.users = users;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Email address = earlier.email();
        users.get().releaseReservedEmail.release(OPERATOR, address);
        terminal.err().println(address + " is free. Any account can have it now.");
        return ExitCode.DONE;
    }
}
