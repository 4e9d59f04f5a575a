package dev.keyfob.cli.pickup;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.PickUpVerbs;
import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.application.pickup.PreparedToken;
import dev.keyfob.cli.command.NewTokenOptions;
import dev.keyfob.cli.command.OutputOption;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.user.Email;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Implements {@code pickup prepare}. */
@Command(
        name = "prepare",
        description =
                "Prepare a token for a user, who picks it up on the access-tokens page within 7 days. Its secret is"
                        + " created only then, and the policy at that time applies.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob pickup prepare --owner alice@example.com --name CI --days 30"})
final class PrepareTokenCommand implements Callable<Integer> {

    private final Supplier<PickUpVerbs> pickUps;
    private final Supplier<UserVerbs> users;

    @Option(names = "--owner", required = true, paramLabel = "EMAIL", description = "Whose token it will be.")
    private String owner;

    @Mixin
    private NewTokenOptions wanted;

    @Option(
            names = "--days",
            paramLabel = "DAYS",
            description = "How many days it lives from the pick-up on, such as 30. Default: as the policy says, 30.")
    private String days;

    @Mixin
    private OutputOption output;

    PrepareTokenCommand(Supplier<PickUpVerbs> pickUps, Supplier<UserVerbs> users) {
        this.pickUps = pickUps;
        this.users = users;
    }

    @Override
    public Integer call() {
        PickUp prepared = pickUps.get()
                .prepareToken
                .prepare(
                        OPERATOR,
                        new PreparedToken(
                                Email.parse(owner),
                                wanted.name(),
                                wanted.note(),
                                Optional.ofNullable(days)
                                        .map(typed -> Expiry.parseDays(typed).life()),
                                wanted.restrictions()));
        output.printMade(
                PickUpRecords.of(prepared, users.get().showUser),
                "Prepared token " + prepared.token() + ". " + owner + " can pick it up on the access-tokens page until "
                        + prepared.endsAt() + ".");
        return ExitCode.DONE;
    }
}
