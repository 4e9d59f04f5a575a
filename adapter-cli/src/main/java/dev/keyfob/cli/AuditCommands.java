package dev.keyfob.cli;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.user.Email;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
            @Option(names = "--action", paramLabel = "ACTION", description = "Only this action, such as token.created.")
                    String action,
            @Option(
                            names = "--about",
                            paramLabel = "WHO",
                            description = "Only entries by or about this user (e-mail) or this id of a user, token or"
                                    + " client.")
                    String about,
            @Option(names = "--since", paramLabel = "TIME", description = "From then on: 2027-01-31T12:00:00Z.")
                    String since,
            @Option(names = "--until", paramLabel = "TIME", description = "Before then.") String until,
            @Mixin OutputOption output) {
        Listing listing = new Listing(
                "at", "actor", "actor_kind", "actor_id", "action", "subject", "subject_id", "outcome", "address");
        AuditFilter filter = new AuditFilter(
                Optional.ofNullable(action).map(this::action),
                Optional.ofNullable(about).map(this::id),
                Optional.ofNullable(since).map(this::time),
                Optional.ofNullable(until).map(this::time));
        Optional<Cursor> after = Optional.empty();
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "A limit is 1 or more.");
        }
        int left = limit;
        while (left > 0) {
            Page<AuditEntry> page = keyfob.get().listAudit().list(OPERATOR, filter, PageRequest.of(left, after));
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

    private AuditAction action(String typed) {
        return Stream.of(AuditAction.values())
                .filter(each -> each.code().equals(typed))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "An action is one of "
                                + Stream.of(AuditAction.values())
                                        .map(AuditAction::code)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    private String id(String typed) {
        return typed.contains("@")
                ? keyfob.get()
                        .showUser()
                        .show(OPERATOR, Email.parse(typed))
                        .id()
                        .toString()
                : typed;
    }

    private Instant time(String typed) {
        try {
            return OffsetDateTime.parse(typed).toInstant();
        } catch (DateTimeException e) {
            throw new ParameterException(spec.commandLine(), "A time is written like 2027-01-31T12:00:00Z.");
        }
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
