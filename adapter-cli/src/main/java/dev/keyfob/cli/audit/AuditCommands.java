package dev.keyfob.cli.audit;

import dev.keyfob.application.UseCases.AuditVerbs;
import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.cli.command.CommandGroup;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** The {@code audit} commands of the operator, each in its own class. */
@Command(
        name = "audit",
        description = "Read, verify, export and cut the audit log.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob audit list --about alice@example.com", "  keyfob audit verify"})
public final class AuditCommands implements CommandGroup {

    private final Supplier<UserVerbs> users;
    private final Supplier<AuditVerbs> audit;
    private final Supplier<InstantSource> clock;
    private final Terminal terminal;

    public AuditCommands(
            Supplier<UserVerbs> users, Supplier<AuditVerbs> audit, Supplier<InstantSource> clock, Terminal terminal) {
        this.users = users;
        this.audit = audit;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Override
    public Stream<Object> commands() {
        return Stream.of(
                new CutAuditCommand(audit, clock, terminal),
                new ExportAuditCommand(audit, clock, terminal),
                new ShowAuditHeadCommand(audit, terminal),
                new ListAuditCommand(users, audit, clock),
                new VerifyAuditCommand(audit, terminal));
    }
}
