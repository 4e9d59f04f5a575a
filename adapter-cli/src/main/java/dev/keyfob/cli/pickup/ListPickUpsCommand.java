package dev.keyfob.cli.pickup;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.PickUpVerbs;
import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.cli.command.OutputOption;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.usage.Examples;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Implements {@code pickup list}. */
@Command(
        name = "list",
        description = "List what was prepared and waits to be picked up, the first to end first.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob pickup list"})
final class ListPickUpsCommand implements Callable<Integer> {

    private final Supplier<PickUpVerbs> pickUps;
    private final Supplier<UserVerbs> users;

    @Mixin
    private OutputOption output;

    ListPickUpsCommand(Supplier<PickUpVerbs> pickUps, Supplier<UserVerbs> users) {
        this.pickUps = pickUps;
        this.users = users;
    }

    @Override
    public Integer call() {
        PickUpRecords records = new PickUpRecords(users.get().showUser);
        pickUps.get().listPickUps.all(OPERATOR).forEach(records::add);
        output.print(records.table());
        return ExitCode.DONE;
    }
}
