package dev.keyfob.cli.audit;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.AuditVerbs;
import dev.keyfob.application.audit.ExportAudit;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Progress;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.audit.AuditFormat;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Implements {@code audit export}. */
@Command(
        name = "export",
        description = "Export the log for other programs, the earliest record first. The export is itself audited.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob audit export --format jsonl --output audit.jsonl"})
final class ExportAuditCommand implements Callable<Integer> {

    private final Supplier<AuditVerbs> audit;
    private final Supplier<InstantSource> clock;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Option(names = "--format", required = true, paramLabel = "FORMAT", description = "jsonl, csv or cef.")
    private String format;

    @Mixin
    private PeriodOptions period;

    @Mixin
    private NewFileOption output;

    ExportAuditCommand(Supplier<AuditVerbs> audit, Supplier<InstantSource> clock, Terminal terminal) {
        this.audit = audit;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ExportAudit.Wanted wanted = new ExportAudit.Wanted(
                AuditFormat.named(format)
                        .orElseThrow(
                                () -> new ParameterException(spec.commandLine(), "A format is jsonl, csv or cef.")),
                period.since(clock),
                period.until(clock));
        output.write(terminal, out -> export(wanted, out));
        return ExitCode.DONE;
    }

    private void export(ExportAudit.Wanted wanted, PrintWriter out) {
        ExportAudit exportAudit = audit.get().exportAudit;
        try (Progress progress = new Progress(terminal, exportAudit.count(OPERATOR) + 1)) {
            exportAudit.export(OPERATOR, wanted, out::print, done -> {
                NewFileOption.requireWritten(out);
                progress.accept(done);
            });
        }
        NewFileOption.requireWritten(out);
    }
}
