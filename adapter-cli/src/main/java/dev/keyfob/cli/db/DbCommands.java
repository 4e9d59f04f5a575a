package dev.keyfob.cli.db;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.AuditVerbs;
import dev.keyfob.application.UseCases.BackupVerbs;
import dev.keyfob.application.audit.AuditVerdict;
import dev.keyfob.application.backup.DataCheckReport;
import dev.keyfob.cli.command.Count;
import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.OutputFile;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.backup.BackupManifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The {@code db} commands of the operator, which export, import and check all data. */
@Command(
        name = "db",
        description = "Export all data to a file, and import it into an empty place: for backups, and to move between"
                + " a directory and PostgreSQL. Check that everything stored can be read.",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob db export keyfob.backup"})
public final class DbCommands {

    private static final Set<PosixFilePermission> OTHERS =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
    private final Supplier<AuditVerbs> audit;
    private final Supplier<BackupVerbs> backup;
    private final Supplier<BackupVerbs> backupOfNewData;
    private final Terminal terminal;

    public DbCommands(
            Supplier<AuditVerbs> audit,
            Supplier<BackupVerbs> backup,
            Supplier<BackupVerbs> backupOfNewData,
            Terminal terminal) {
        this.audit = audit;
        this.backup = backup;
        this.backupOfNewData = backupOfNewData;
        this.terminal = terminal;
    }

    @Command(
            name = "export",
            description =
                    "Write all data to a file that only you can read: a consistent snapshot, also while servers run."
                            + " It contains tokens as digests, and no sessions.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {
                "  keyfob db export keyfob.backup",
                "  keyfob db export - | ssh backup@example.com \"cat > keyfob.backup\""
            })
    int exportData(
            @Parameters(paramLabel = "FILE", description = "The file to write; - writes to standard output.")
                    String name,
            @Option(names = "--force", description = "Replace an existing file.") boolean force) {
        BackupManifest contents;
        try (OutputFile file = terminal.makeFile(name, force);
                BackupProgressBar progress = new BackupProgressBar(terminal)) {
            contents = backup.get().exportData.export(OPERATOR, file.bytes(), progress);
            file.keep();
        } catch (UncheckedIOException e) {
            throw new CommandFailed("The file could not be written completely. Is the disk full? Nothing was kept.");
        }
        tell("Exported", contents);
        return ExitCode.DONE;
    }

    @Command(
            name = "import",
            description =
                    "Import a file into a new directory or an empty database, and check the result. If anything fails,"
                            + " nothing is kept. No server may run on the data.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob --data NEW db import keyfob.backup"})
    int importData(
            @Parameters(paramLabel = "FILE", description = "A file that db export wrote; - reads standard input.")
                    String name) {
        Path file = terminal.givenFile(name);
        BackupManifest contents;
        try (BackupProgressBar progress = new BackupProgressBar(terminal)) {
            contents = backupOfNewData.get().importData.importFrom(OPERATOR, file, progress);
        }
        // Only now is the file known to be a backup.
        warnWhereOthersRead(file);
        tell("Imported and checked", contents);
        tellWhetherLogIsIntact();
        terminal.err()
                .println("Changes after that time are not in it: a token that was revoked since works again. See"
                        + " docs/backup.md, \"Older than a revocation\".");
        return ExitCode.DONE;
    }

    @Command(
            name = "check",
            description = "Read everything that is stored, look up every token, verify the audit log, and report what"
                    + " is damaged. Exit code 1 if anything is damaged. Changes nothing.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob --data DIR db check"})
    int checkData() {
        DataCheckReport found;
        try (BackupProgressBar progress = new BackupProgressBar(terminal)) {
            found = backup.get().checkData.check(OPERATOR, progress);
        }
        if (found.isGood()) {
            terminal.out()
                    .println("All is well: " + Count.of(found.rows(), "row") + " of "
                            + Count.of(found.tables().size(), "table") + " can be read, every token is found, and the"
                            + " audit log is intact.");
            return ExitCode.DONE;
        }
        found.faults().forEach(terminal.out()::println);
        terminal.err()
                .println("What to do: see docs/backup.md, \"A damaged store\". Keep a copy of what is there before you"
                        + " change anything.");
        return ExitCode.FAILURE;
    }

    // A damaged audit log is imported as it is, because it must not prevent the restore of the tokens.
    private void tellWhetherLogIsIntact() {
        AuditVerdict verdict = audit.get().verifyAudit.verify(OPERATOR, Optional.empty(), done -> {});
        terminal.err()
                .println(verdict.fault()
                        .map(fault -> "The audit log was not intact when it was exported: " + fault.explanation()
                                + " For details, run: keyfob audit verify")
                        .orElse("The audit log is intact: its latest record is "
                                + verdict.ends().head().number() + "."));
    }

    private void warnWhereOthersRead(Path file) {
        try {
            if (!Collections.disjoint(Files.getPosixFilePermissions(file), OTHERS)) {
                terminal.err()
                        .println("Others on this machine can read " + file
                                + ", which contains password hashes. Change that: chmod 600 " + file);
            }
        } catch (IOException e) {
            throw new CommandFailed("This user may not read " + file + ".");
        }
    }

    private void tell(String done, BackupManifest contents) {
        terminal.err()
                .println(done + " " + Count.of(contents.rows(), "row") + ", as of " + contents.madeAt() + ", schema "
                        + contents.schema() + ", by " + contents.madeBy() + ":");
        contents.parts().forEach(part -> terminal.err().printf("  %-18s%d%n", part.name(), part.rows()));
        terminal.err().flush();
    }
}
