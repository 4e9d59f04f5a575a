package dev.keyfob.cli.audit;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.AuditVerbs;
import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.cli.command.Candidates;
import dev.keyfob.cli.command.Codes;
import dev.keyfob.cli.command.LimitOption;
import dev.keyfob.cli.command.Listing;
import dev.keyfob.cli.command.OutputOption;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.table.RecordPrinter;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.user.Email;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Implements {@code audit list}. */
@Command(
        name = "list",
        description = "List what happened, the latest first.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  keyfob audit list --since 7d --action token.created",
            "  keyfob audit list --about alice@example.com -o json"
        })
final class ListAuditCommand implements Callable<Integer> {

    private final Supplier<UserVerbs> users;
    private final Supplier<AuditVerbs> audit;
    private final Supplier<InstantSource> clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private LimitOption limit;

    @Option(
            names = "--action",
            paramLabel = "ACTION",
            completionCandidates = Candidates.Actions.class,
            description = "Only this action, such as token.created.")
    private String action;

    @Option(
            names = "--about",
            paramLabel = "WHO",
            description = "Only entries by or about this user (e-mail) or this id of a user, token or client.")
    private String about;

    @Mixin
    private PeriodOptions period;

    @Mixin
    private OutputOption output;

    ListAuditCommand(Supplier<UserVerbs> users, Supplier<AuditVerbs> audit, Supplier<InstantSource> clock) {
        this.users = users;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        RecordPrinter table = new RecordPrinter(
                        "at",
                        "actor",
                        "actor_kind",
                        "actor_id",
                        "action",
                        "subject",
                        "subject_id",
                        "outcome",
                        "address")
                .namedBy("subject_id")
                .brief("at", "actor", "action", "subject", "outcome");
        AuditFilter filter = new AuditFilter(
                Optional.ofNullable(action).map(this::action),
                Optional.ofNullable(about).map(this::id),
                period.since(clock),
                period.until(clock));
        Listing.first(
                limit.value(), page -> audit.get().listAudit.list(OPERATOR, filter, page), entry -> add(table, entry));
        output.print(table);
        return ExitCode.DONE;
    }

    private AuditAction action(String typed) {
        return Codes.parse(typed, AuditAction.values(), AuditAction::code, "An action", spec);
    }

    private String id(String typed) {
        return typed.contains("@")
                ? users.get().showUser.show(OPERATOR, Email.parse(typed)).id().toString()
                : typed;
    }

    private static void add(RecordPrinter table, AuditEntry entry) {
        table.add(
                entry.at().toString(),
                entry.actor().name(),
                entry.actor().kind().code(),
                entry.actor().id(),
                entry.action().code(),
                entry.subject().name(),
                entry.subject().id(),
                entry.outcome(),
                entry.address());
    }
}
