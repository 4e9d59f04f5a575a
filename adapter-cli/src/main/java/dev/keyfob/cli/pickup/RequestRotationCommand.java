package dev.keyfob.cli.pickup;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.PickUpVerbs;
import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.cli.command.OutputOption;
import dev.keyfob.cli.command.TokenArgument;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.policy.Expiry;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Implements {@code pickup rotate}. */
@Command(
        name = "rotate",
        description = "Ask the owner of a token for its rotation. The owner picks up the new secret on the"
                + " access-tokens page. It is created only then.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob pickup rotate ID --old-ends 2027-01-31"})
final class RequestRotationCommand implements Callable<Integer> {

    private final Supplier<PickUpVerbs> pickUps;
    private final Supplier<TokenVerbs> tokens;
    private final Supplier<UserVerbs> users;

    @Mixin
    private TokenArgument token;

    @Option(
            names = "--old-ends",
            paramLabel = "WHEN",
            description =
                    "A day such as 2027-01-31 (its whole day, UTC), or a time: then the old secret ends, picked up"
                            + " or not. Default: it ends at the pick-up.")
    private String oldEnds;

    @Mixin
    private OutputOption output;

    RequestRotationCommand(Supplier<PickUpVerbs> pickUps, Supplier<TokenVerbs> tokens, Supplier<UserVerbs> users) {
        this.pickUps = pickUps;
        this.tokens = tokens;
        this.users = users;
    }

    @Override
    public Integer call() {
        PickUp asked = pickUps.get()
                .requestRotation
                .request(
                        OPERATOR,
                        token.among(tokens.get()),
                        Optional.ofNullable(oldEnds).map(typed -> Expiry.parseDay(typed, ZoneOffset.UTC)));
        output.printMade(
                PickUpRecords.of(asked, users.get().showUser),
                "Asked the owner of token " + asked.token() + ", who can pick its new secret up until "
                        + asked.endsAt() + ". The old one ends "
                        + PickUpRecords.oldEndOf(asked)
                                .map(end -> "at " + end + ", picked up or not.")
                                .orElse("when the new one is picked up."));
        return ExitCode.DONE;
    }
}
