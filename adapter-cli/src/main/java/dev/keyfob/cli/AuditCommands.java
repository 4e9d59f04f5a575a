package dev.keyfob.cli;

import dev.keyfob.application.UseCases.AuditVerbs;
import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.application.audit.AuditVerdict;
import dev.keyfob.application.audit.CutAudit;
import dev.keyfob.application.audit.ExportAudit;
import dev.keyfob.application.audit.VerifyAudit;
import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.audit.AuditFormat;
import dev.keyfob.domain.audit.ChainFault;
import dev.keyfob.domain.audit.HeadComparison;
import dev.keyfob.domain.user.Email;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code audit} commands of the operator. */
@Command(
        name = "audit",
        description = "Read, verify, export and cut the audit log.",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob audit list --about alice@example.com", "  keyfob audit verify"})
final class AuditCommands {

    private static final Actor OPERATOR = new Actor.Operator();

    private final Supplier<UserVerbs> users;
    private final Supplier<AuditVerbs> audit;
    private final Supplier<InstantSource> clock;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    AuditCommands(
            Supplier<UserVerbs> users, Supplier<AuditVerbs> audit, Supplier<InstantSource> clock, Terminal terminal) {
        this.users = users;
        this.audit = audit;
        this.clock = clock;
        this.terminal = terminal;
    }

    @Command(
            description = "List what happened, the latest first.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {
                "  keyfob audit list --since 7d --action token.created",
                "  keyfob audit list --about alice@example.com -o json"
            })
    int list(
            @Option(
                            names = "--limit",
                            defaultValue = "100",
                            paramLabel = "N",
                            description = "At most so many. Default: ${DEFAULT-VALUE}.")
                    int limit,
            @Option(
                            names = "--action",
                            paramLabel = "ACTION",
                            completionCandidates = Candidates.Actions.class,
                            description = "Only this action, such as token.created.")
                    String action,
            @Option(
                            names = "--about",
                            paramLabel = "WHO",
                            description = "Only entries by or about this user (e-mail) or this id of a user, token or"
                                    + " client.")
                    String about,
            @Option(names = "--since", paramLabel = "TIME", description = PastTime.SINCE) String since,
            @Option(names = "--until", paramLabel = "TIME", description = PastTime.UNTIL) String until,
            @Mixin OutputOption output) {
        RecordTable table = new RecordTable(
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
                Optional.ofNullable(since).map(this::time),
                Optional.ofNullable(until).map(this::time));
        Optional<Cursor> after = Optional.empty();
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "A limit is 1 or more.");
        }
        int left = limit;
        while (left > 0) {
            Page<AuditEntry> page = audit.get().listAudit.list(OPERATOR, filter, PageRequest.of(left, after));
            page.items().forEach(entry -> add(table, entry));
            left -= page.items().size();
            after = page.next();
            if (after.isEmpty()) {
                break;
            }
        }
        output.print(table);
        return ExitCode.DONE;
    }

    @Command(
            description =
                    "Follow the chain of the log from its beginning to its head, and name the first record that is"
                            + " not as it was written. Exit code 4 where the log is not intact, or does not hold the"
                            + " head.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob audit verify", "  keyfob audit verify --head head.txt"})
    int verify(
            @Option(
                            names = "--head",
                            paramLabel = "HEAD",
                            description =
                                    "A head that was noted earlier, NUMBER:HASH, or a file that 'audit head' or 'audit"
                                            + " export --format jsonl' wrote: does the log still hold all that it held"
                                            + " then?")
                    String head,
            @Mixin OutputOption output) {
        Optional<NotedHead> kept = Optional.ofNullable(head).map(typed -> NotedHead.read(terminal, typed));
        VerifyAudit verifyAudit = audit.get().verifyAudit;
        AuditVerdict verdict;
        try (Progress progress = new Progress(terminal, verifyAudit.count(OPERATOR))) {
            verdict = verifyAudit.verify(OPERATOR, kept.map(NotedHead::head), progress);
        }
        if (output.isForPeople()) {
            tell(verdict, kept);
        } else {
            output.printOne(recordOf(verdict));
        }
        return verdict.isGood() ? ExitCode.DONE : ExitCode.REFUSED;
    }

    @Command(
            description = "Print the head of the log: the number and the hash of the latest record. Kept elsewhere, it"
                    + " shows later that nothing up to there was changed or lost.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob audit head --output head.txt"})
    int head(
            @Option(
                            names = "--output",
                            paramLabel = "FILE",
                            description = "Write it to this new file, which only you can read.")
                    String output) {
        String head = audit.get().verifyAudit.head(OPERATOR).toString();
        if (output == null) {
            terminal.out().println(head);
        } else {
            writeTo(output, out -> out.print(head + "\n"));
        }
        return ExitCode.DONE;
    }

    @Command(
            description =
                    "Write the log out for other programs, the earliest record first. The export is itself audited.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob audit export --format jsonl --output audit.jsonl"})
    int export(
            @Option(names = "--format", required = true, paramLabel = "FORMAT", description = "jsonl, csv or cef.")
                    String format,
            @Option(names = "--since", paramLabel = "TIME", description = PastTime.SINCE) String since,
            @Option(names = "--until", paramLabel = "TIME", description = PastTime.UNTIL) String until,
            @Option(
                            names = "--output",
                            paramLabel = "FILE",
                            description = "Write it to this new file, which only you can read.")
                    String output) {
        ExportAudit.Wanted wanted = new ExportAudit.Wanted(
                AuditFormat.named(format)
                        .orElseThrow(
                                () -> new ParameterException(spec.commandLine(), "A format is jsonl, csv or cef.")),
                Optional.ofNullable(since).map(this::time),
                Optional.ofNullable(until).map(this::time));
        if (output == null) {
            export(wanted, terminal.out());
        } else {
            writeTo(output, out -> export(wanted, out));
        }
        return ExitCode.DONE;
    }

    @Command(
            description = "Remove what happened before a time for good, and leave a record in the chain that says so."
                    + " Export it first.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob audit cut --before 2026-01-31T00:00:00Z --signed-off-by admin@example.com"})
    int cut(
            @Option(
                            names = "--before",
                            required = true,
                            paramLabel = "TIME",
                            description = "What happened before then: 366d ago, a day or a time.")
                    String before,
            @Option(
                            names = "--signed-off-by",
                            paramLabel = "NAME",
                            defaultValue = "the operator",
                            description = "Who decided it; the record of the cut says so. Default: ${DEFAULT-VALUE}.")
                    String signedOffBy,
            @Option(
                            names = {"-y", "--yes"},
                            description = "Do not ask.")
                    boolean yes) {
        Instant time = time(before);
        CutAudit cutAudit = audit.get().cutAudit;
        long count = cutAudit.count(OPERATOR, time);
        if (count == 0) {
            terminal.err().println("There is nothing in the log before " + time + ".");
            return ExitCode.DONE;
        }
        String what = Count.of(count, "record") + " from before " + time;
        if (!yes) {
            terminal.err()
                    .println("Export them first, if that was not done: keyfob audit export --format jsonl --until "
                            + time + " --output FILE");
            if (!Confirmation.given(terminal, "Remove " + what + " for good?")) {
                terminal.err().println("keyfob: This removes " + what + ". Add --yes to do it.");
                return ExitCode.REFUSED;
            }
        }
        long removed;
        try (Progress progress = new Progress(terminal, count)) {
            removed = cutAudit.cut(OPERATOR, time, signedOffBy, progress);
        }
        terminal.err().println("Removed " + Count.of(removed, "record") + ". A record in the log says so.");
        return ExitCode.DONE;
    }

    private void tell(AuditVerdict verdict, Optional<NotedHead> kept) {
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

    private static RecordTable recordOf(AuditVerdict verdict) {
        RecordTable table = new RecordTable(
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

    private void export(ExportAudit.Wanted wanted, PrintWriter out) {
        ExportAudit exportAudit = audit.get().exportAudit;
        try (Progress progress = new Progress(terminal, exportAudit.count(OPERATOR) + 1)) {
            exportAudit.export(OPERATOR, wanted, out::print, done -> {
                requireWritten(out);
                progress.accept(done);
            });
        }
        requireWritten(out);
    }

    private void writeTo(String file, Consumer<PrintWriter> work) {
        try (OutputFile made = terminal.makeFile(file, false)) {
            PrintWriter out = new PrintWriter(new OutputStreamWriter(made.bytes(), StandardCharsets.UTF_8));
            work.accept(out);
            requireWritten(out);
            made.keep();
        }
    }

    private static void requireWritten(PrintWriter out) {
        if (out.checkError()) {
            throw new CommandFailed("Not everything could be written: what is there is incomplete. Is the disk full?");
        }
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
                ? users.get().showUser.show(OPERATOR, Email.parse(typed)).id().toString()
                : typed;
    }

    private Instant time(String typed) {
        try {
            return PastTime.parse(typed, clock.get().instant());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), PastTime.EXPECTED + ", not '" + typed + "'.");
        }
    }

    private static void add(RecordTable table, AuditEntry entry) {
        table.add(
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
