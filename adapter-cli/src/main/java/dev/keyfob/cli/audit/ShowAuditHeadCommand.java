package dev.keyfob.cli.audit;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.AuditVerbs;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Implements {@code audit head}. */
@Command(
        name = "head",
        description = "Print the head of the log: the number and the hash of the latest record. Keep it elsewhere, to"
                + " prove later that nothing up to it was changed or lost.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob audit head --output head.txt"})
final class ShowAuditHeadCommand implements Callable<Integer> {

    private final Supplier<AuditVerbs> audit;
    private final Terminal terminal;

    @Mixin
    private NewFileOption output;

    ShowAuditHeadCommand(Supplier<AuditVerbs> audit, Terminal terminal) {
        this.audit = audit;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String head = audit.get().verifyAudit.head(OPERATOR).toString();
        output.write(terminal, out -> out.println(head));
        return ExitCode.DONE;
    }
}
