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

/** Implements {@code user link}. */
@Command(
        name = "link",
        description = {
            "Let a user sign in with an identity at a provider. Anyone with that identity can open the account.",
            "If a sign-in with it was refused, the audit log names its issuer and subject."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob user link alice@example.com --issuer https://id.example.com --subject 4711"})
final class LinkIdentityCommand implements Callable<Integer> {

    private final Supplier<UserVerbs> users;
    private final Terminal terminal;

    @Mixin
    private UserArgument user;

    @Mixin
    private IdentityOptions options;

    LinkIdentityCommand(Supplier<UserVerbs> users, Terminal terminal) {
        this.users = users;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Email address = user.email();
        Identity identity = options.identity();
        users.get().linkIdentity.linkFor(OPERATOR, address, identity);
        terminal.err().println(address + " signs in with " + identity + " from now on.");
        return ExitCode.DONE;
    }
}
