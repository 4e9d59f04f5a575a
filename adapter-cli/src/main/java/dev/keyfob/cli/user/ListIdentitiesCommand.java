package dev.keyfob.cli.user;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.cli.command.OutputOption;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.table.RecordPrinter;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Implements {@code user identities}. */
@Command(
        name = "identities",
        description = "List the identities with which a user signs in.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob user identities alice@example.com"})
final class ListIdentitiesCommand implements Callable<Integer> {

    private final Supplier<UserVerbs> users;

    @Mixin
    private UserArgument user;

    @Mixin
    private OutputOption output;

    ListIdentitiesCommand(Supplier<UserVerbs> users) {
        this.users = users;
    }

    @Override
    public Integer call() {
        RecordPrinter table = new RecordPrinter("issuer", "subject", "email", "linked_at");
        User owner = users.get().showUser.show(OPERATOR, user.email());
        users.get()
                .listIdentities
                .listOf(OPERATOR, owner.id())
                .forEach(linked -> table.add(
                        linked.identity().issuer(),
                        linked.identity().subject(),
                        linked.email().map(Email::value).orElse(null),
                        linked.linkedAt().toString()));
        output.print(table);
        return ExitCode.DONE;
    }
}
