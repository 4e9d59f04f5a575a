package dev.keyfob.cli;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditEntry;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The audit log, by the operator. */
@Command(name = "audit", description = "Read the audit log.", mixinStandardHelpOptions = true)
final class AuditCommands {

    private static final Actor OPERATOR = new Actor.Operator();

    private final Supplier<CliUseCases> keyfob;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    AuditCommands(Supplier<CliUseCases> keyfob, Terminal terminal) {
        this.keyfob = keyfob;
        this.terminal = terminal;
    }

    @Command(description = "List what happened, the latest first.", mixinStandardHelpOptions = true)
    int list(
            @Option(
                            names = "--limit",
                            defaultValue = "100",
                            paramLabel = "N",
                            description = "At most so many. Default: ${DEFAULT-VALUE}.")
                    int limit,
            @Mixin OutputOption output) {
        Listing listing = new Listing(
                "at", "actor", "actor_kind", "actor_id", "action", "subject", "subject_id", "outcome", "address");
        Optional<Cursor> after = Optional.empty();
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "A limit is 1 or more.");
        }
        int left = limit;
        while (left > 0) {
            Page<AuditEntry> page = keyfob.get().listAudit().list(OPERATOR, PageRequest.of(left, after));
            page.items().forEach(entry -> add(listing, entry));
            left -= page.items().size();
            after = page.next();
            if (after.isEmpty()) {
                break;
            }
        }
        listing.print(terminal, output.format);
        return ExitCode.DONE;
    }

    private static void add(Listing listing, AuditEntry entry) {
        listing.add(
                entry.at().toString(),
                entry.actor().name(),
                entry.actor().kind().name().toLowerCase(Locale.ROOT),
                entry.actor().id(),
                entry.action().code(),
                entry.subject().name(),
                entry.subject().id(),
                entry.succeeded() ? "success" : "failure",
                entry.address());
    }
}
