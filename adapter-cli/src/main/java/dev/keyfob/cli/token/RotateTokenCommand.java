package dev.keyfob.cli.token;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.application.token.RotatedToken;
import dev.keyfob.application.token.RotationOptions;
import dev.keyfob.cli.command.SecretOutputOption;
import dev.keyfob.cli.command.TokenArgument;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.policy.Overlap;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Implements {@code token rotate}. Prints the new secret, which cannot be printed again. */
@Command(
        name = "rotate",
        description = "Give a token another secret, which is printed once. The old one works until the new one is"
                + " first used, or the overlap ends.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob token rotate ID --overlap 24h --quiet > new-token.txt"})
final class RotateTokenCommand implements Callable<Integer> {

    private final Supplier<TokenVerbs> tokens;
    private final Supplier<UserVerbs> users;
    private final Supplier<InstantSource> clock;
    private final Terminal terminal;

    @Mixin
    private TokenArgument token;

    @Option(
            names = "--overlap",
            paramLabel = "TIME",
            description = "How long the old secret works beside an unused new one: 30m, 24h, 7d, or 0"
                    + " to stop it at once. Default: as the policy says, 24h.")
    private String overlap;

    @Option(names = "--replace", description = "Replace a new secret that was created earlier and not used yet.")
    private boolean replace;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print the secret and nothing else.")
    private boolean quiet;

    @Mixin
    private SecretOutputOption output;

    RotateTokenCommand(
            Supplier<TokenVerbs> tokens, Supplier<UserVerbs> users, Supplier<InstantSource> clock, Terminal terminal) {
        this.tokens = tokens;
        this.users = users;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        output.requireSecretToBePrinted();
        RotationOptions wanted =
                new RotationOptions(Optional.ofNullable(overlap).map(Overlap::parse), Optional.empty(), replace);
        RotatedToken rotated = tokens.get().rotateToken.rotate(OPERATOR, token.among(tokens.get()), wanted);
        output.print(
                TokenRecords.withSecret(
                        tokens.get().showToken,
                        users.get().showUser,
                        clock.get(),
                        rotated.token(),
                        rotated.secret().reveal()),
                quiet
                        ? ""
                        : "Rotated token " + rotated.token().id()
                                + ". Its old secret works until the new one is first used, and not beyond "
                                + rotated.oldWorksUntil()
                                + ". This is the new one; you won't be able to see it again:",
                "It is valid nevertheless: replace it with keyfob token rotate --replace "
                        + rotated.token().id() + ".",
                rotated.secret().reveal());
        return ExitCode.DONE;
    }
}
