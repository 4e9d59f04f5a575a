package dev.keyfob.cli.token;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.cli.command.Candidates;
import dev.keyfob.cli.command.Codes;
import dev.keyfob.cli.command.Listing;
import dev.keyfob.cli.command.OutputOption;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.domain.user.Email;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Implements {@code token list}. Lists the tokens that meet all given conditions. */
@Command(
        name = "list",
        description = "List tokens, the newest first.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  keyfob token list --owner alice@example.com",
            "  keyfob token list --expiring 14d",
            "  keyfob token list --unused 90d -o csv"
        })
final class ListTokensCommand implements Callable<Integer> {

    private static final EnumSet<TokenState> LIVING = EnumSet.of(TokenState.ACTIVE, TokenState.SUSPENDED);

    private final Supplier<TokenVerbs> tokens;
    private final Supplier<UserVerbs> users;
    private final Supplier<InstantSource> clock;

    @Spec
    private CommandSpec spec;

    @Option(names = "--owner", paramLabel = "EMAIL", description = "Only this user's.")
    private String owner;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            completionCandidates = Candidates.TokenStates.class,
            description = "Only those that are active, suspended, expired or revoked; repeatable.")
    private List<String> states;

    @Option(names = "--search", paramLabel = "TEXT", description = "Only those whose name contains this.")
    private String search;

    @Option(
            names = "--expiring",
            paramLabel = "DAYS",
            description = "Only active and suspended ones that expire within this number of days, such as 14d.")
    private String expiring;

    @Option(
            names = "--unused",
            paramLabel = "DAYS",
            description = "Only those neither used nor created within this number of days, such as 90d.")
    private String unused;

    @Option(names = "--never-used", description = "Only those that were never used.")
    private boolean neverUsed;

    @Mixin
    private OutputOption output;

    ListTokensCommand(Supplier<TokenVerbs> tokens, Supplier<UserVerbs> users, Supplier<InstantSource> clock) {
        this.tokens = tokens;
        this.users = users;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        TokenFilter filter = filter();
        TokenRecords records = TokenRecords.of(tokens.get().showToken, users.get().showUser, clock.get());
        Listing.all(
                page -> tokens.get().listTokens.list(OPERATOR, filter, TokenOrder.NEWEST_FIRST, page), records::add);
        output.print(records.table());
        return ExitCode.DONE;
    }

    private TokenFilter filter() {
        TokenFilter filter = TokenFilter.everything();
        if (owner != null) {
            filter = filter.and(TokenFilter.ownedBy(
                    users.get().showUser.show(OPERATOR, Email.parse(owner)).id()));
        }
        if (states != null) {
            filter = filter.and(tokens.get().listTokens.inState(OPERATOR, statesIn(states)));
        }
        if (search != null) {
            filter = filter.and(TokenFilter.nameLike(search));
        }
        if (expiring != null) {
            filter = filter.and(tokens.get().listTokens.inState(OPERATOR, LIVING))
                    .and(TokenFilter.expiringWithin(
                            Days.parse(expiring, spec), clock.get().instant()));
        }
        if (unused != null) {
            filter = filter.and(new TokenFilter.IdleSince(clock.get().instant().minus(Days.parse(unused, spec))));
        }
        if (neverUsed) {
            filter = filter.and(new TokenFilter.NeverUsed());
        }
        return filter;
    }

    private EnumSet<TokenState> statesIn(List<String> typed) {
        EnumSet<TokenState> states = EnumSet.noneOf(TokenState.class);
        typed.forEach(word -> states.add(state(word)));
        return states;
    }

    private TokenState state(String typed) {
        return Codes.find(typed, TokenState.values(), TokenState::code)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "A state is active, suspended, expired or revoked, not '" + typed + "'."));
    }
}
