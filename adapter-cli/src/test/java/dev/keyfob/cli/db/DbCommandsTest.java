package dev.keyfob.cli.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.cli.Cli;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.RecordingTerminal;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the file that an export writes, and the messages about it. The data are fakes, the files are real. */
class DbCommandsTest {

    @TempDir
    Path directory;

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final Cli cli = new Cli(() -> keyfob.useCases);
    private RecordingTerminal terminal = RecordingTerminal.piped("");

    @Test
    void an_export_is_audited_and_its_file_is_its_owners_alone() throws Exception {
        Path file = directory.resolve("file");

        assertThat(run("db", "export", file.toString())).isZero();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(terminal.printed()).isEmpty();
        assertThat(terminal.complained())
                .startsWith("Exported 7 rows, as of 2026-11-24T09:30:00Z")
                .contains("user              3");
        assertThat(keyfob.auditLog.entries).extracting(AuditEntry::action).contains(AuditAction.DATA_EXPORTED);
        assertThat(filesIn(directory)).containsExactly(file);
    }

    @Test
    void a_check_says_what_was_read() {
        assertThat(run("db", "check")).isZero();

        assertThat(terminal.printed())
                .startsWith("All is well: ")
                .contains("every token is found, and the audit log is intact");
    }

    @Test
    void a_check_that_finds_damage_ends_with_1_and_says_where_to_read_on() {
        run("db", "export", directory.resolve("file").toString());
        keyfob.auditLog.records.clear();

        assertThat(run("db", "check")).isEqualTo(ExitCode.FAILURE);

        assertThat(terminal.printed()).startsWith("The audit log is not intact. ");
        assertThat(terminal.complained()).contains("docs/backup.md", "Keep a copy");
    }

    @Test
    void a_file_that_is_there_is_replaced_only_where_that_was_said() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "precious");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(run("db", "export", file.toString())).isEqualTo(ExitCode.CONFLICT);
        assertThat(file).hasContent("precious");
        assertThat(terminal.complained()).contains("--force");

        assertThat(run("db", "export", file.toString(), "--force")).isZero();
        assertThat(Files.readString(file)).startsWith("a fake backup");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(filesIn(directory)).containsExactly(file);
    }

    @Test
    void what_is_not_a_file_is_never_replaced() throws Exception {
        Path folder = Files.createDirectory(directory.resolve("folder"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("/dev/null"));

        assertThat(run("db", "export", folder.toString(), "--force")).isEqualTo(ExitCode.FAILURE);
        assertThat(run("db", "export", "/dev/null", "--force")).isEqualTo(ExitCode.FAILURE);
        assertThat(run("db", "export", link.toString(), "--force")).isEqualTo(ExitCode.FAILURE);
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
        assertThat(terminal.complained()).contains("is not a file");
    }

    @Test
    void an_export_that_fails_leaves_the_old_file_and_nothing_else() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "precious");
        Cli broken = new Cli(() -> {
            throw new IllegalStateException("no data");
        });

        assertThat(broken.run(terminal, "db", "export", file.toString(), "--force"))
                .isEqualTo(ExitCode.FAILURE);

        assertThat(file).hasContent("precious");
        assertThat(filesIn(directory)).containsExactly(file);
    }

    @Test
    void a_person_at_a_terminal_sees_how_far_it_is() {
        terminal = RecordingTerminal.answering();

        cli.run(terminal, "db", "export", directory.resolve("file").toString());

        assertThat(terminal.complained()).contains("Writing all rows", "[##############################] 7 of 7");
    }

    @Test
    void imports_are_refused_where_data_is_and_where_the_file_is_none() throws Exception {
        Path file = directory.resolve("file");
        run("db", "export", file.toString());

        assertThat(run("db", "import", file.toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(run(
                        "db",
                        "import",
                        Files.writeString(directory.resolve("letter"), "Dear Bob")
                                .toString()))
                .isEqualTo(ExitCode.FAILURE);
        assertThat(run("db", "import", directory.toString())).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(keyfob.auditLog.entries).extracting(AuditEntry::action).doesNotContain(AuditAction.DATA_IMPORTED);
    }

    private static List<Path> filesIn(Path directory) throws Exception {
        try (Stream<Path> all = Files.list(directory)) {
            return all.toList();
        }
    }

    private int run(String... args) {
        terminal = RecordingTerminal.piped("");
        return cli.run(terminal, args);
    }
}
