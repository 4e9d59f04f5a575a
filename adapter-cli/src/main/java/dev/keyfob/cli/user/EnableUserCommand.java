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
import picocli.CommandLine.Option;

/** Implements {@code user enable}. */
@Command(
        name = "enable",
        description = "Enable a disabled account again. Its earlier tokens are revoked, so they do not start working"
                + " again.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob user enable alice@example.com"})
final class EnableUserCommand implements Callable<Integer> {

    private final Supplier<UserVerbs> users;
    private final Terminal terminal;

    @Mixin
    private UserArgument user;

    @Option(names = "--keep-tokens", description = "Let its earlier tokens work again instead.")
    private boolean keepTokens;

    EnableUserCommand(Supplier<UserVerbs> users, Terminal terminal) {
        this.users = users;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Email address = user.email();
        if (keepTokens) {
            users.get().enableUser.enableWithTokens(OPERATOR, address);
        } else {
            users.get().enableUser.enable(OPERATOR, address);
        }
        terminal.err().println("Enabled " + address + ".");
        return ExitCode.DONE;
    }
}
