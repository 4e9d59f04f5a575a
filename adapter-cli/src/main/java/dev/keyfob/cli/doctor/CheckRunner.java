package dev.keyfob.cli.doctor;

import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.table.RecordPrinter;
import dev.keyfob.cli.terminal.Terminal;
import java.util.List;

/** Runs the checks and prints the result of each, with its remedy. */
public final class CheckRunner {

    private final Terminal terminal;

    public CheckRunner(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Returns {@link ExitCode#FAILURE} if a check fails, and {@link ExitCode#DONE} otherwise. */
    public int run(List<Check> checks, boolean asJson) {
        List<CheckResult> findings = checks.stream().map(Check::look).toList();
        if (asJson) {
            RecordPrinter table = new RecordPrinter("check", "state", "seen", "remedy");
            findings.forEach(each -> table.add(
                    each.check(),
                    each.state().code(),
                    each.seen(),
                    each.remedy().isEmpty() ? null : each.remedy()));
            table.print(terminal, RecordPrinter.Format.json);
        } else {
            findings.forEach(this::tell);
        }
        terminal.out().flush();
        return findings.stream().anyMatch(each -> each.state() == CheckResult.State.FAILURE)
                ? ExitCode.FAILURE
                : ExitCode.DONE;
    }

    private void tell(CheckResult finding) {
        terminal.out().printf("%-8s %s: %s%n", finding.state().code(), finding.check(), finding.seen());
        if (!finding.remedy().isEmpty()) {
            terminal.out().println("         -> " + finding.remedy());
        }
    }
}
