package dev.keyfob.cli.user;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.cli.command.Count;
import dev.keyfob.cli.command.SecretOutputOption;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.table.RecordPrinter;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Implements {@code user password}. */
@Command(
        name = "password",
        description = "Set a user's password: from standard input, or asked for twice. The user is signed out"
                + " everywhere. With --link, the user sets it.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob user password alice@example.com", "  keyfob user password alice@example.com --link"})
final class SetPasswordCommand implements Callable<Integer> {

    private final Supplier<UserVerbs> users;
    private final Terminal terminal;

    @Mixin
    private UserArgument user;

    @Option(
            names = "--link",
            description = "Ask for no password: print a link by which the user sets it, once, within an hour. If"
                    + " sign-in with passwords is off, the link itself signs in: for when an identity provider is"
                    + " down.")
    private boolean link;

    @Mixin
    private SecretOutputOption output;

    SetPasswordCommand(Supplier<UserVerbs> users, Terminal terminal) {
        this.users = users;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (link) {
            output.requireSecretToBePrinted();
        }
        Email address = user.email();
        if (link) {
            ShownLink.print(users.get().issuePasswordLink.issue(OPERATOR, address), output);
            return ExitCode.DONE;
        }
        users.get().showUser.show(OPERATOR, address);
        Password password = NewPassword.read(terminal, address);
        int sessions = users.get().setPassword.set(OPERATOR, address, password);
        RecordPrinter table = new RecordPrinter("email", "ended_sessions");
        table.add(address.value(), sessions);
        output.printMade(
                table, "The password of " + address + " is set. " + Count.of(sessions, "session") + " stopped.");
        return ExitCode.DONE;
    }
}
