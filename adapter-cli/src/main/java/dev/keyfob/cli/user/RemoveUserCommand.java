package dev.keyfob.cli.user;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.application.user.RemovedUser;
import dev.keyfob.cli.command.ConfirmationOption;
import dev.keyfob.cli.command.Count;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.user.Email;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Implements {@code user remove}. */
@Command(
        name = "remove",
        description = {
            "Remove a user for good: account, password, identities, sessions, names and uses of tokens.",
            "The tokens are revoked. The last enabled user who may manage tokens cannot be removed."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob user remove alice@example.com"})
final class RemoveUserCommand implements Callable<Integer> {

    private final Supplier<TokenVerbs> tokens;
    private final Supplier<UserVerbs> users;
    private final Terminal terminal;

    @Mixin
    private UserArgument user;

    @Mixin
    private ConfirmationOption confirmation;

    RemoveUserCommand(Supplier<TokenVerbs> tokens, Supplier<UserVerbs> users, Terminal terminal) {
        this.tokens = tokens;
        this.users = users;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Email address = user.email();
        long active = ActiveTokenCount.of(users.get().showUser.show(OPERATOR, address), tokens.get());
        String what = address + " for good, with " + Count.of(active, "active token");
        if (!confirmation.isGiven("Remove " + what + "?")) {
            return terminal.isInteractive() ? ExitCode.REFUSED : confirmation.refuse("This removes " + what);
        }
        RemovedUser removed = users.get().removeUser.remove(OPERATOR, address);
        terminal.err()
                .println("Removed " + address + ": " + Count.of(removed.tokens(), "token") + " revoked and "
                        + Count.of(removed.sessions(), "session")
                        + " ended. Nobody else can have the address until it is freed: keyfob user free-email "
                        + address);
        return ExitCode.DONE;
    }
}
