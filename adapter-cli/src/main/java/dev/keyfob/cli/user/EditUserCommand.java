package dev.keyfob.cli.user;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.application.user.UserEdit;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.user.DisplayName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Implements {@code user edit}. */
@Command(
        name = "edit",
        description = {
            "Change the name or the e-mail address of a user. Tokens, sessions and the id stay.",
            "The old address stays reserved until user free-email frees it: APIs may know the user by it."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob user edit alice@example.com --name Alice"})
final class EditUserCommand implements Callable<Integer> {

    private final Supplier<UserVerbs> users;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private UserArgument user;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the user is called; empty for no name, or the identity provider's.")
    private String name;

    @Option(names = "--email", paramLabel = "NEW", description = "The new address, to sign in with.")
    private String newEmail;

    EditUserCommand(Supplier<UserVerbs> users, Terminal terminal) {
        this.users = users;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (name == null && newEmail == null) {
            throw new ParameterException(spec.commandLine(), "Give --name, --email or both.");
        }
        Email before = user.email();
        User edited = users.get()
                .editUser
                .edit(
                        OPERATOR,
                        before,
                        new UserEdit(
                                Optional.ofNullable(name).map(DisplayName::parse),
                                Optional.ofNullable(newEmail).map(Email::parse)));
        terminal.err().println("Changed " + before + moved(before, edited) + ".");
        return ExitCode.DONE;
    }

    private static String moved(Email before, User user) {
        return user.email().equals(before)
                ? ""
                : ", now " + user.email() + ". Nobody else can have " + before
                        + " until it is freed: keyfob user free-email " + before;
    }
}
