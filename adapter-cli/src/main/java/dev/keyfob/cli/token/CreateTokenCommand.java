package dev.keyfob.cli.token;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.cli.command.NewTokenOptions;
import dev.keyfob.cli.command.SecretOutputOption;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.user.Email;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Implements {@code token create}. Prints the secret of the new token, which cannot be printed again. */
@Command(
        name = "create",
        description = "Create a token for a user. Its secret is printed once, and cannot be printed again.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  keyfob token create --owner alice@example.com --name \"Build server\" --expires 90d",
            "  keyfob token create --owner bob@example.com --name CI --permission recipe:view --quiet > token.txt"
        })
final class CreateTokenCommand implements Callable<Integer> {

    private final Supplier<TokenVerbs> tokens;
    private final Supplier<UserVerbs> users;
    private final Supplier<InstantSource> clock;
    private final Terminal terminal;

    @Option(names = "--owner", required = true, paramLabel = "EMAIL", description = "Whose token it is.")
    private String owner;

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            description = "30d, a date such as 2027-01-31 (its whole day, UTC), a time such as"
                    + " 2027-01-31T12:00:00Z, or never. Default: as the policy says, 30d.")
    private String expires;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print the secret and nothing else.")
    private boolean quiet;

    @Mixin
    private NewTokenOptions wanted;

    @Mixin
    private SecretOutputOption output;

    CreateTokenCommand(
            Supplier<TokenVerbs> tokens, Supplier<UserVerbs> users, Supplier<InstantSource> clock, Terminal terminal) {
        this.tokens = tokens;
        this.users = users;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        output.requireSecretToBePrinted();
        Expiry expiry = expires == null ? new Expiry.Standard() : Expiry.parse(expires, ZoneOffset.UTC);
        CreatedToken created = tokens.get()
                .createToken
                .create(
                        OPERATOR,
                        new NewToken(Email.parse(owner), wanted.name(), wanted.note(), expiry, wanted.restrictions()));
        output.print(
                TokenRecords.withSecret(
                        tokens.get().showToken,
                        users.get().showUser,
                        clock.get(),
                        created.token(),
                        created.secret().reveal()),
                quiet
                        ? ""
                        : "Created token " + created.token().id() + " for " + owner + ", "
                                + created.token()
                                        .expiresAt()
                                        .map(end -> "which expires at " + end)
                                        .orElse("which never expires")
                                + ". This is its secret; you won't be able to see it again:",
                "The token exists nevertheless: revoke it with keyfob token revoke "
                        + created.token().id() + " and create another.",
                created.secret().reveal());
        return ExitCode.DONE;
    }
}
