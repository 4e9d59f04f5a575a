package dev.keyfob.cli.user;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.cli.command.Count;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Confirmation;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.user.Email;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Implements {@code user disable}. */
@Command(
        name = "disable",
        description = "Disable an account: its sessions end and its tokens are refused from now on.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob user disable alice@example.com"})
final class DisableUserCommand implements Callable<Integer> {

    private final Supplier<TokenVerbs> tokens;
    private final Supplier<UserVerbs> users;
    private final Terminal terminal;

    @Mixin
    private UserArgument user;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask, and do it even if no user is left who may manage tokens.")
    private boolean yes;

    DisableUserCommand(Supplier<TokenVerbs> tokens, Supplier<UserVerbs> users, Terminal terminal) {
        this.tokens = tokens;
        this.users = users;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Email address = user.email();
        long active = ActiveTokenCount.of(users.get().showUser.show(OPERATOR, address), tokens.get());
        if (!yes
                && Confirmation.refused(
                        terminal,
                        "Disable " + address + "? " + Count.of(active, "active token") + " will stop at once.")) {
            return ExitCode.REFUSED;
        }
        int sessions = yes
                ? users.get().disableUser.disableEvenTheLast(OPERATOR, address)
                : users.get().disableUser.disable(OPERATOR, address);
        terminal.err()
                .println("Disabled " + address + ": " + Count.of(active, "active token") + " and "
                        + Count.of(sessions, "session") + " stopped.");
        return ExitCode.DONE;
    }
}
