package dev.keyfob.cli.pickup;

import dev.keyfob.application.UseCases.PickUpVerbs;
import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.cli.command.CommandGroup;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * The {@code pickup} commands of the operator, each in its own class. The operator prepares tokens that their owners
 * pick up, and never sees the secrets.
 */
@Command(
        name = "pickup",
        description = "Prepare tokens and rotations that users pick up; list and withdraw those that wait.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob pickup prepare --owner alice@example.com --name CI"})
public final class PickUpCommands implements CommandGroup {

    private final Supplier<PickUpVerbs> pickUps;
    private final Supplier<TokenVerbs> tokens;
    private final Supplier<UserVerbs> users;
    private final Terminal terminal;

    public PickUpCommands(
            Supplier<PickUpVerbs> pickUps, Supplier<TokenVerbs> tokens, Supplier<UserVerbs> users, Terminal terminal) {
        this.pickUps = pickUps;
        this.tokens = tokens;
        this.users = users;
        this.terminal = terminal;
    }

    @Override
    public Stream<Object> commands() {
        return Stream.of(
                new ListPickUpsCommand(pickUps, users),
                new PrepareTokenCommand(pickUps, users),
                new RequestRotationCommand(pickUps, tokens, users),
                new WithdrawPickUpCommand(pickUps, terminal));
    }
}
