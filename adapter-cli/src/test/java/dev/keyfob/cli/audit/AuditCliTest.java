package dev.keyfob.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.cli.CliStories;
import dev.keyfob.cli.terminal.RecordingTerminal;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.ChainPosition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the {@code audit} commands. */
class AuditCliTest extends CliStories {

    @TempDir
    Path directory;

    @Test
    void verify_says_that_the_log_is_intact() {
        keyfob.tokenOf(keyfob.alice, "CI");

        assertThat(run("audit", "verify")).isZero();

        assertThat(terminal.printed()).isEqualToNormalizingNewlines("The log is intact: 4 records, 1 to 4.\n");
        assertThat(terminal.complained()).isEmpty();
    }

    @Test
    void verify_names_the_first_bad_record_and_what_is_wrong() {
        var second = keyfob.auditLog.records.remove(1);

        assertThat(run("audit", "verify")).isEqualTo(4);

        assertThat(terminal.complained())
                .contains("keyfob: The log is not intact. Record 2 is missing.")
                .contains("First bad record: number 2, missing");
        keyfob.auditLog.records.add(1, keyfob.auditLog.records.get(0));
        assertThat(run("audit", "verify")).isEqualTo(4);
        assertThat(terminal.complained())
                .contains("First bad record: number 1, extra, id "
                        + keyfob.auditLog.records.get(0).id())
                .contains("time 2026-11-24T09:30:00Z");
        assertThat(second.number()).isEqualTo(2);
    }

    @Test
    void progress_goes_to_a_terminal_alone() {
        terminal = RecordingTerminal.answering();
        assertThat(cli.run(terminal, "audit", "verify")).isZero();
        assertThat(terminal.complained()).contains("[##############################] 3 of 3");
    }

    @Test
    void a_head_is_printed_or_written_to_a_file_that_nobody_else_reads_and_compared_later() throws Exception {
        Path file = directory.resolve("head");
        assertThat(run("audit", "head", "--output", file.toString())).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        run("audit", "head");
        String head = terminal.printed().strip();
        assertThat(Files.readString(file)).isEqualTo(head + "\n");
        assertThat(ChainPosition.parse(head)).isEqualTo(keyfob.auditLog.ends().head());
        keyfob.tokenOf(keyfob.alice, "CI");

        for (String given : List.of(head, file.toString())) {
            assertThat(run("audit", "verify", "--head", given)).isZero();
            assertThat(terminal.printed()).contains("The log is unchanged up to record 3.");
        }
        assertThat(run("audit", "head", "--output", file.toString())).isEqualTo(5);
        assertThat(terminal.complained()).contains("There is already a file");
    }

    @Test
    void a_log_from_an_older_backup_is_told_with_what_is_lost() {
        String id = keyfob.tokenOf(keyfob.alice, "Leaked").token().id().toString();
        var backup = List.copyOf(keyfob.auditLog.records);
        var ends = keyfob.auditLog.ends();
        run("token", "revoke", id);
        Path export = directory.resolve("log.jsonl");
        assertThat(run("audit", "export", "--format", "jsonl", "--output", export.toString()))
                .isZero();
        keyfob.auditLog.records.clear();
        keyfob.auditLog.records.addAll(backup);
        keyfob.auditLog.ends.set(ends);

        assertThat(run("audit", "verify", "--head", export.toString())).isEqualTo(4);

        assertThat(terminal.printed()).contains("The log is intact: 4 records");
        assertThat(terminal.complained())
                .contains("Records 5 to 6 are lost: the log ends with record 4.")
                .contains("lost: 5 2026-11-24T09:30:00.000000Z token.revoked Leaked " + id)
                .contains("lost: 6 2026-11-24T09:30:00.000000Z audit.exported jsonl");
    }

    @Test
    void an_export_goes_to_standard_output_or_to_a_file_and_is_audited() throws Exception {
        keyfob.tokenOf(keyfob.alice, "=1+1");

        assertThat(run("audit", "export", "--format", "csv")).isZero();
        assertThat(terminal.printed()).startsWith("number,id,at,").contains(",'=1+1,");
        assertThat(terminal.complained()).isEmpty();
        assertThat(run("audit", "export", "--format", "cef")).isZero();
        assertThat(terminal.printed()).startsWith("CEF:0|Keyfob|").contains("duser=\\=1+1 ");
        Path file = directory.resolve("log.jsonl");
        assertThat(run(
                        "audit",
                        "export",
                        "--format",
                        "jsonl",
                        "--output",
                        file.toString(),
                        "--since",
                        "2026-11-24T00:00:00Z"))
                .isZero();
        assertThat(Files.readAllLines(file)).hasSize(7).last().asString().contains("audit.exported");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(keyfob.auditLog.entries)
                .filteredOn(entry -> entry.action() == AuditAction.AUDIT_EXPORTED)
                .extracting(entry -> entry.subject().name())
                .containsExactly("csv", "cef", "jsonl from 2026-11-24T00:00:00Z");
    }

    @Test
    void cut_asks_with_the_count_suggests_an_export_and_leaves_a_record() {
        keyfob.clock.advance(Duration.ofDays(400));
        keyfob.tokenOf(keyfob.alice, "New");
        String[] cut = {"audit", "cut", "--before", "2026-12-01T00:00:00Z", "--signed-off-by", "admin@example.com"};

        terminal = RecordingTerminal.answering("n");
        assertThat(cli.run(terminal, cut)).isEqualTo(4);
        assertThat(terminal.complained())
                .contains("keyfob audit export --format jsonl --until 2026-12-01T00:00:00Z --output FILE")
                .contains("Remove 3 records from before 2026-12-01T00:00:00Z for good?");
        assertThat(run(cut)).isEqualTo(4);
        terminal = RecordingTerminal.answering("y");
        assertThat(cli.run(terminal, cut)).isZero();

        assertThat(terminal.complained()).contains("Removed 3 records. A record in the log says so.");
        assertThat(keyfob.auditLog.entries)
                .last()
                .satisfies(entry ->
                        assertThat(entry.subject().name()).isEqualTo("3 entries, signed off by admin@example.com"));
        assertThat(run("audit", "verify")).isZero();
        assertThat(terminal.printed()).contains("2 records, 4 to 5; what was before is cut away, and signed off.");
        assertThat(run(cut)).isZero();
        assertThat(terminal.complained()).contains("There is nothing in the log before");
    }

    @ParameterizedTest
    @CsvSource({
        "2, audit export",
        "2, audit export --format xml",
        "2, audit export --format csv --since someday",
        "1, audit export --format csv --output /no/such/directory/file",
        "2, audit cut",
        "2, audit cut --before never",
        "4, audit cut --before 2026-11-24T00:00:00Z",
        "2, audit verify --head 7:abc",
        "1, audit verify --head /no/such/file",
        "1, audit head --output /no/such/directory/file",
    })
    void each_mistake_has_its_exit_code_and_a_sentence(int expected, String line) {
        assertThat(run(line.split(" "))).isEqualTo(expected);
        assertThat(terminal.complained()).startsWith("keyfob: ").endsWith(System.lineSeparator());
        assertThat(terminal.printed()).isEmpty();
    }

    @Test
    void a_file_that_is_no_head_is_refused() throws Exception {
        Path file = Files.writeString(directory.resolve("other"), "something else\n");

        assertThat(run("audit", "verify", "--head", file.toString())).isEqualTo(2);
    }

    @Test
    void the_audit_log_is_listed_the_latest_first() {
        CreatedToken created = keyfob.tokenOf(keyfob.alice, "Laptop");

        assertThat(run("audit", "list", "-o", "csv")).isZero();

        assertThat(terminal.printed()).contains("token.created", "Laptop", "alice@example.com", "success");
        assertThat(terminal.printed()).doesNotContain(created.secret().reveal());
    }

    @Test
    void the_audit_log_is_filtered_by_action_by_whom_it_is_about_and_by_time() {
        keyfob.tokenOf(keyfob.alice, "One");
        keyfob.tokenOf(keyfob.bob, "Two");

        run("audit", "list", "--action", "token.created", "--about", "alice@example.com", "-o", "csv");
        assertThat(terminal.printed()).contains("One").doesNotContain("Two", "user.added");
        run("audit", "list", "--until", "2026-11-24T09:30:00Z", "-o", "json");
        assertThat(terminal.printed()).isEqualToIgnoringWhitespace("[ ]");
        run("audit", "list", "--since", "2026-11-24T09:30:00Z", "--action", "token.created", "-o", "csv");
        assertThat(terminal.printed()).contains("One", "Two");
    }
}
