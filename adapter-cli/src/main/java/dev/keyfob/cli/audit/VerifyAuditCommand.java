package dev.keyfob.cli.audit;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.AuditVerbs;
import dev.keyfob.application.audit.AuditVerdict;
import dev.keyfob.application.audit.VerifyAudit;
import dev.keyfob.cli.command.Count;
import dev.keyfob.cli.command.OutputOption;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.table.RecordPrinter;
import dev.keyfob.cli.terminal.Progress;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.audit.ChainFault;
import dev.keyfob.domain.audit.HeadComparison;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Implements {@code audit verify}. */
@Command(
        name = "verify",
        description = "Follow the chain of the log from its beginning to its head, and name the first record that is"
                + " not as it was written. Exit code 4 if the log is not intact, or does not contain the head.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob audit verify", "  keyfob audit verify --head head.txt"})
final class VerifyAuditCommand implements Callable<Integer> {

    private final Supplier<AuditVerbs> audit;
    private final Terminal terminal;

    @Option(
            names = "--head",
            paramLabel = "HEAD",
            description =
                    "Also check that the log still contains this head, which was recorded earlier: NUMBER:HASH, or"
                            + " a file that 'audit head' or 'audit export --format jsonl' wrote.")
    private String head;

    @Mixin
    private OutputOption output;

    VerifyAuditCommand(Supplier<AuditVerbs> audit, Terminal terminal) {
        this.audit = audit;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Optional<RecordedHead> kept = Optional.ofNullable(head).map(typed -> RecordedHead.read(terminal, typed));
        VerifyAudit verifyAudit = audit.get().verifyAudit;
        AuditVerdict verdict;
        try (Progress progress = new Progress(terminal, verifyAudit.count(OPERATOR))) {
            verdict = verifyAudit.verify(OPERATOR, kept.map(RecordedHead::head), progress);
        }
        if (output.isForPeople()) {
            tell(verdict, kept);
        } else {
            output.printOne(recordOf(verdict));
        }
        return verdict.isGood() ? ExitCode.DONE : ExitCode.REFUSED;
    }

    private void tell(AuditVerdict verdict, Optional<RecordedHead> kept) {
        verdict.fault().ifPresentOrElse(this::tell, () -> terminal.out().println(intact(verdict)));
        verdict.kept().ifPresent(found -> {
            if (found.outcome() == HeadComparison.Outcome.CONTAINED) {
                terminal.out().println(found.explanation());
            } else {
                terminal.err().println("keyfob: " + found.explanation());
            }
            if (found.outcome() == HeadComparison.Outcome.LOST) {
                kept.orElseThrow().recordsAfter(verdict.ends().head().number()).forEach(terminal.err()::println);
            }
        });
    }

    private static RecordPrinter recordOf(AuditVerdict verdict) {
        RecordPrinter table = new RecordPrinter(
                "good", "intact", "records", "first", "last", "head", "fault_number", "fault", "kept_head");
        table.add(
                verdict.isGood(),
                verdict.isIntact(),
                verdict.ends().count(),
                verdict.ends().base().number() + 1,
                verdict.ends().head().number(),
                verdict.ends().head().toString(),
                verdict.fault().map(ChainFault::number).orElse(null),
                verdict.fault().map(fault -> fault.kind().code()).orElse(null),
                verdict.kept()
                        .map(found -> found.outcome().name().toLowerCase(Locale.ROOT))
                        .orElse(null));
        return table;
    }

    private void tell(ChainFault fault) {
        terminal.err().println("keyfob: The log is not intact. " + fault.explanation());
        terminal.err()
                .println("First bad record: number " + fault.number() + ", "
                        + fault.kind().code()
                        + fault.record()
                                .map(record -> ", id " + record.id() + ", time " + record.at())
                                .orElse(""));
    }

    private static String intact(AuditVerdict verdict) {
        long first = verdict.ends().base().number() + 1;
        long last = verdict.ends().head().number();
        return "The log is intact: " + Count.of(verdict.ends().count(), "record")
                + (last < first ? "" : ", " + first + " to " + last)
                + (first == 1 ? "" : "; what was before is cut away, and signed off") + ".";
    }
}
