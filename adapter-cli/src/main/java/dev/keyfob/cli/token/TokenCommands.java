package dev.keyfob.cli.token;

import dev.keyfob.application.UseCases.LeakVerbs;
import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.cli.command.CommandGroup;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** The {@code token} commands of the operator, each in its own class. */
@Command(
        name = "token",
        description = "Create, list, show, edit, rotate, suspend, revoke and verify tokens.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  keyfob token create --owner alice@example.com --name \"Build server\"",
            "  keyfob token list --owner alice@example.com"
        })
public final class TokenCommands implements CommandGroup {

    private final Supplier<TokenVerbs> tokens;
    private final Supplier<UserVerbs> users;
    private final Supplier<LeakVerbs> leaks;
    private final Supplier<InstantSource> clock;
    private final Terminal terminal;

    public TokenCommands(
            Supplier<TokenVerbs> tokens,
            Supplier<UserVerbs> users,
            Supplier<LeakVerbs> leaks,
            Supplier<InstantSource> clock,
            Terminal terminal) {
        this.tokens = tokens;
        this.users = users;
        this.leaks = leaks;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public Stream<Object> commands() {
        return Stream.of(
                new CreateTokenCommand(tokens, users, clock, terminal),
                new EditTokenCommand(tokens, terminal),
                new ListTokensCommand(tokens, users, clock),
                new PurgeTokensCommand(tokens, terminal),
                new ResumeTokensCommand(tokens, terminal),
                new RevokeTokensCommand(tokens, users, terminal),
                new RotateTokenCommand(tokens, users, clock, terminal),
                new ShowTokenCommand(tokens, users, clock),
                new SuspendTokensCommand(tokens, terminal),
                new VerifyTokenCommand(tokens, terminal),
                new PatternCommand(leaks, terminal));
    }
}
