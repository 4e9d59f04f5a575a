package dev.keyfob.cli.token;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.cli.command.ConfirmationOption;
import dev.keyfob.cli.command.Count;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Progress;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Implements {@code token purge}, which removes the records of tokens that ended long ago. */
@Command(
        name = "purge",
        description = "Remove the records of tokens that ended long ago, revoked or expired. What they did stays in"
                + " the audit log.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob token purge --older-than 90d --dry-run"})
final class PurgeTokensCommand implements Callable<Integer> {

    private final Supplier<TokenVerbs> tokens;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--older-than",
            paramLabel = "DAYS",
            required = true,
            description = "Only tokens that ended more than this number of days ago, such as 90d.")
    private String olderThan;

    @Option(names = "--dry-run", description = "Only print how many there are.")
    private boolean dryRun;

    @Mixin
    private ConfirmationOption confirmation;

    PurgeTokensCommand(Supplier<TokenVerbs> tokens, Terminal terminal) {
        this.tokens = tokens;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Duration endedFor = Days.parse(olderThan, spec);
        long count = tokens.get().purgeTokens.count(OPERATOR, endedFor);
        if (dryRun || count == 0) {
            terminal.err().println(Count.of(count, "token") + " ended more than " + olderThan + " ago.");
            return ExitCode.DONE;
        }
        String what = "the records of " + Count.of(count, "token");
        if (!confirmation.isGiven("Remove " + what + " for good?")) {
            return confirmation.refuse("This removes " + what);
        }
        long removed;
        try (Progress progress = new Progress(terminal, count)) {
            removed = tokens.get().purgeTokens.purge(OPERATOR, endedFor, progress);
        }
        terminal.err().println("Removed " + Count.of(removed, "token") + ".");
        return ExitCode.DONE;
    }
}
