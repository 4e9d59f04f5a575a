package dev.keyfob.cli.audit;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.AuditVerbs;
import dev.keyfob.application.audit.CutAudit;
import dev.keyfob.cli.command.ConfirmationOption;
import dev.keyfob.cli.command.Count;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Progress;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Implements {@code audit cut}. */
@Command(
        name = "cut",
        description = "Remove all records before a time for good. The chain keeps a record of the cut. Export them"
                + " first.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob audit cut --before 2026-01-31T00:00:00Z --signed-off-by admin@example.com"})
final class CutAuditCommand implements Callable<Integer> {

    private final Supplier<AuditVerbs> audit;
    private final Supplier<InstantSource> clock;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--before",
            required = true,
            paramLabel = "TIME",
            description = "What happened before then: 366d ago, a day or a time.")
    private String before;

    @Option(
            names = "--signed-off-by",
            paramLabel = "NAME",
            defaultValue = "the operator",
            description = "Who decided it; this name is in the record of the cut. Default: ${DEFAULT-VALUE}.")
    private String signedOffBy;

    @Mixin
    private ConfirmationOption confirmation;

    CutAuditCommand(Supplier<AuditVerbs> audit, Supplier<InstantSource> clock, Terminal terminal) {
        this.audit = audit;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Instant time = PastTime.parse(before, clock.get(), spec);
        CutAudit cutAudit = audit.get().cutAudit;
        long count = cutAudit.count(OPERATOR, time);
        if (count == 0) {
            terminal.err().println("There is nothing in the log before " + time + ".");
            return ExitCode.DONE;
        }
        String what = Count.of(count, "record") + " from before " + time;
        if (!confirmation.isGivenInAdvance()) {
            terminal.err()
                    .println("Export them first, if that was not done: keyfob audit export --format jsonl --until "
                            + time + " --output FILE");
        }
        if (!confirmation.isGiven("Remove " + what + " for good?")) {
            return confirmation.refuse("This removes " + what);
        }
        long removed;
        try (Progress progress = new Progress(terminal, count)) {
            removed = cutAudit.cut(OPERATOR, time, signedOffBy, progress);
        }
        terminal.err().println("Removed " + Count.of(removed, "record") + ". A record in the log says so.");
        return ExitCode.DONE;
    }
}
