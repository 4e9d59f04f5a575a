package dev.keyfob.cli.user;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.cli.command.SecretOutputOption;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Implements {@code user add}, which also creates the data if there is none. */
@Command(
        name = "add",
        description = "Create a local account. The password is read from standard input, or asked for twice. With"
                + " --invite, the user sets it.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob user add alice@example.com", "  keyfob user add bob@example.com --role admin --invite"})
final class AddUserCommand implements Callable<Integer> {

    private final Supplier<UserVerbs> users;
    private final Terminal terminal;

    @Parameters(paramLabel = "EMAIL", description = "How the user signs in.")
    private String email;

    @Option(names = "--role", paramLabel = "ROLE", description = "A role to hold, such as admin; repeatable.")
    private List<String> roles;

    @Option(
            names = "--invite",
            description = "Ask for no password: print a link by which the user sets it, once, within 24 hours.")
    private boolean invite;

    @Mixin
    private SecretOutputOption output;

    AddUserCommand(Supplier<UserVerbs> users, Terminal terminal) {
        this.users = users;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (invite) {
            output.requireSecretToBePrinted();
        }
        Email address = Email.parse(email);
        List<Role> held = HeldRoles.parse(roles);
        if (invite) {
            ShownLink.print(users.get().inviteUser.invite(OPERATOR, address, held), output);
            return ExitCode.DONE;
        }
        Password password = NewPassword.read(terminal, address);
        User user = users.get().addUser.add(OPERATOR, address, held, password);
        UserRecords records = new UserRecords();
        records.add(user, 0);
        output.printMade(records.table(), "Added " + address + ".");
        HeldRoles.warnAbout(held, users.get(), terminal);
        return ExitCode.DONE;
    }
}
