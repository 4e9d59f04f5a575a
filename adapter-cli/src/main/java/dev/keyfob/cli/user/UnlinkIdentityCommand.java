package dev.keyfob.cli.user;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Implements {@code user unlink}. */
@Command(
        name = "unlink",
        description = "Unlink an identity from a user who has another way to sign in.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob user unlink alice@example.com --issuer https://id.example.com --subject 4711"})
final class UnlinkIdentityCommand implements Callable<Integer> {

    private final Supplier<UserVerbs> users;
    private final Terminal terminal;

    @Mixin
    private UserArgument user;

    @Mixin
    private IdentityOptions options;

    UnlinkIdentityCommand(Supplier<UserVerbs> users, Terminal terminal) {
        this.users = users;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Email address = user.email();
        Identity identity = options.identity();
        users.get().unlinkIdentity.unlink(OPERATOR, address, identity);
        terminal.err().println(address + " does not sign in with " + identity + " any more.");
        return ExitCode.DONE;
    }
}
