package dev.keyfob.cli.user;

import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.cli.command.CommandGroup;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** The {@code user} commands of the operator, each in its own class. */
@Command(
        name = "user",
        description = "Add, list, show, edit, disable, enable and remove users, and set their passwords and roles.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob user add alice@example.com --invite", "  keyfob user list"})
public final class UserCommands implements CommandGroup {

    private final Supplier<TokenVerbs> tokens;
    private final Supplier<UserVerbs> users;
    private final Supplier<UserVerbs> usersOfNewData;
    private final Terminal terminal;

    public UserCommands(
            Supplier<TokenVerbs> tokens,
            Supplier<UserVerbs> users,
            Supplier<UserVerbs> usersOfNewData,
            Terminal terminal) {
        this.tokens = tokens;
        this.users = users;
        this.usersOfNewData = usersOfNewData;
        this.terminal = terminal;
    }

    @Override
    public Stream<Object> commands() {
        return Stream.of(
                new AddUserCommand(usersOfNewData, terminal),
                new DisableUserCommand(tokens, users, terminal),
                new EditUserCommand(users, terminal),
                new EnableUserCommand(users, terminal),
                new FreeEmailCommand(users, terminal),
                new ListIdentitiesCommand(users),
                new LinkIdentityCommand(users, terminal),
                new ListUsersCommand(tokens, users),
                new SetPasswordCommand(users, terminal),
                new RemoveUserCommand(tokens, users, terminal),
                new SetRolesCommand(users, terminal),
                new ShowUserCommand(tokens, users),
                new UnlinkIdentityCommand(users, terminal));
    }
}
