package dev.keyfob.cli.user;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.cli.command.Listing;
import dev.keyfob.cli.command.OutputOption;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.user.UserFilter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Implements {@code user list}. */
@Command(
        name = "list",
        description = "List users, the latest to join first.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob user list", "  keyfob user list -o csv"})
final class ListUsersCommand implements Callable<Integer> {

    private final Supplier<TokenVerbs> tokens;
    private final Supplier<UserVerbs> users;

    @Mixin
    private OutputOption output;

    ListUsersCommand(Supplier<TokenVerbs> tokens, Supplier<UserVerbs> users) {
        this.tokens = tokens;
        this.users = users;
    }

    @Override
    public Integer call() {
        UserRecords records = new UserRecords();
        Listing.all(
                page -> users.get().listUsers.list(OPERATOR, UserFilter.everyone(), page),
                user -> records.add(user, ActiveTokenCount.of(user, tokens.get())));
        output.print(records.table());
        return ExitCode.DONE;
    }
}
