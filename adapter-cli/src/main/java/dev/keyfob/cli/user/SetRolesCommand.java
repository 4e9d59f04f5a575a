package dev.keyfob.cli.user;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.cli.command.OutputOption;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.table.RecordPrinter;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.RoleChange;
import dev.keyfob.domain.user.User;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Implements {@code user roles}, which shows the roles of a user, or sets them if roles or options are given. */
@Command(
        name = "roles",
        description = "Show the roles that a user holds; with roles, set them in place of those held now.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob user roles alice@example.com", "  keyfob user roles alice@example.com --add admin"})
final class SetRolesCommand implements Callable<Integer> {

    private final Supplier<UserVerbs> users;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private UserArgument user;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "ROLE",
            description = "All roles to hold from now on, such as admin.")
    private List<String> roles;

    @Option(names = "--add", paramLabel = "ROLE", description = "Add this role; repeatable.")
    private List<String> added;

    @Option(names = "--remove", paramLabel = "ROLE", description = "Remove this role; repeatable.")
    private List<String> removed;

    @Option(names = "--none", description = "Remove all roles.")
    private boolean none;

    @Option(
            names = {"-y", "--yes"},
            description = "Do it even if no user is left who may manage tokens.")
    private boolean yes;

    @Mixin
    private OutputOption output;

    SetRolesCommand(Supplier<UserVerbs> users, Terminal terminal) {
        this.users = users;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Email address = user.email();
        boolean isSet = roles != null;
        boolean isChanged = added != null || removed != null;
        if (Stream.of(isSet, isChanged, none).filter(given -> given).count() > 1) {
            throw new ParameterException(
                    spec.commandLine(), "Give all roles to hold, or --add and --remove, or --none; one of the three.");
        }
        if (isSet || none) {
            return set(address, RoleChange.to(HeldRoles.parse(roles)));
        }
        if (isChanged) {
            return set(address, RoleChange.by(HeldRoles.parse(added), HeldRoles.parse(removed)));
        }
        User shown = users.get().showUser.show(OPERATOR, address);
        RecordPrinter table = new RecordPrinter("email", "roles");
        table.add(shown.email().value(), HeldRoles.names(shown));
        output.printOne(table);
        return ExitCode.DONE;
    }

    private int set(Email address, RoleChange change) {
        User changed = yes
                ? users.get().setRoles.setEvenOfTheLast(OPERATOR, address, change)
                : users.get().setRoles.set(OPERATOR, address, change);
        terminal.err()
                .println(address
                        + (changed.roles().isEmpty()
                                ? " holds no role."
                                : " holds " + String.join(" ", HeldRoles.names(changed)) + "."));
        HeldRoles.warnAbout(changed.roles(), users.get(), terminal);
        return ExitCode.DONE;
    }
}
