package dev.keyfob.cli.token;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.cli.command.ConfirmationOption;
import dev.keyfob.cli.command.Count;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Confirmation;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.domain.user.Email;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Implements {@code token revoke}: revokes tokens by id, or all tokens of one owner or of everyone after a
 * confirmation.
 */
@Command(
        name = "revoke",
        description = "Revoke tokens at once and for good: those with these ids, all of one owner, or all.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob token revoke ID", "  keyfob token revoke --owner alice@example.com --dry-run"})
final class RevokeTokensCommand implements Callable<Integer> {

    private static final EnumSet<TokenState> UNREVOKED = EnumSet.complementOf(EnumSet.of(TokenState.REVOKED));

    private final Supplier<TokenVerbs> tokens;
    private final Supplier<UserVerbs> users;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Ids of tokens, or their beginnings.")
    private List<String> ids;

    @Option(names = "--owner", paramLabel = "EMAIL", description = "All tokens of this user.")
    private String owner;

    @Option(names = "--all", description = "Every token of every user, for emergencies.")
    private boolean all;

    @Option(names = "--dry-run", description = "With --owner or --all: only print how many there are.")
    private boolean dryRun;

    @Mixin
    private ConfirmationOption confirmation;

    RevokeTokensCommand(Supplier<TokenVerbs> tokens, Supplier<UserVerbs> users, Terminal terminal) {
        this.tokens = tokens;
        this.users = users;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        boolean named = ids != null && !ids.isEmpty();
        if (Stream.of(named, owner != null, all).filter(given -> given).count() != 1 || named && dryRun) {
            throw new ParameterException(
                    spec.commandLine(), "Give the ids of tokens, or --owner EMAIL, or --all; one of the three.");
        }
        if (!named) {
            return revokeMany(Optional.ofNullable(owner).map(Email::parse));
        }
        if (ids.size() > 1
                && !confirmation.isGivenInAdvance()
                && Confirmation.refused(terminal, "Revoke " + ids.size() + " tokens?")) {
            return ExitCode.REFUSED;
        }
        return new EachToken(tokens, terminal)
                .forEach(ids, "Revoked", id -> tokens.get().revokeToken.revoke(OPERATOR, id));
    }

    private int revokeMany(Optional<Email> whose) {
        TokenFilter filter = tokens.get().listTokens.inState(OPERATOR, UNREVOKED);
        if (whose.isPresent()) {
            filter = filter.and(TokenFilter.ownedBy(
                    users.get().showUser.show(OPERATOR, whose.get()).id()));
        }
        long count = tokens.get().listTokens.count(OPERATOR, filter);
        String what =
                Count.of(count, "token") + " of " + whose.map(Email::toString).orElse("everyone");
        if (dryRun) {
            terminal.err().println("This would revoke " + what + ".");
            return ExitCode.DONE;
        }
        if (!confirmation.isGiven("Revoke " + what + "?")) {
            return terminal.isInteractive() ? ExitCode.REFUSED : confirmation.refuse("This revokes " + what);
        }
        int revoked = whose.map(email -> tokens.get().revokeToken.revokeAllOf(OPERATOR, email))
                .orElseGet(() -> tokens.get().revokeToken.revokeAll(OPERATOR));
        terminal.err()
                .println("Revoked " + Count.of(revoked, "token") + " of "
                        + whose.map(Email::toString).orElse("everyone") + ".");
        return ExitCode.DONE;
    }
}
