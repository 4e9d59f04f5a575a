package dev.keyfob.cli.pickup;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.PickUpVerbs;
import dev.keyfob.cli.command.OnlyId;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.token.IdPrefix;
import dev.keyfob.domain.token.TokenId;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Implements {@code pickup withdraw}. */
@Command(
        name = "withdraw",
        description = "Withdraw what was prepared and not picked up. A secret that was due to end keeps working, unless"
                + " it has already ended.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob pickup withdraw ID"})
final class WithdrawPickUpCommand implements Callable<Integer> {

    private final Supplier<PickUpVerbs> pickUps;
    private final Terminal terminal;

    @Parameters(paramLabel = "ID", description = "The token's id, or its beginning.")
    private String id;

    WithdrawPickUpCommand(Supplier<PickUpVerbs> pickUps, Terminal terminal) {
        this.pickUps = pickUps;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        PickUp withdrawn = pickUps.get().withdrawPickUp.withdraw(OPERATOR, waiting(id));
        terminal.err().println("Withdrew " + withdrawn.name() + ". It cannot be picked up any more.");
        return ExitCode.DONE;
    }

    /**
     * Finds a waiting pick-up by its id. A prepared token is not stored as a token yet, so the pick-ups are searched.
     */
    private TokenId waiting(String typed) {
        if (IdPrefix.parse(typed).isEmpty()) {
            return TokenId.parse(typed);
        }
        return OnlyId.beginningWith(
                typed,
                pickUps.get().listPickUps.all(OPERATOR).stream().map(PickUp::token),
                "More than one id",
                () -> new Refusal(
                        Reason.PICKUP_NOT_FOUND,
                        "No waiting pick-up has an id that begins with " + typed + ". See: keyfob pickup list"));
    }
}
