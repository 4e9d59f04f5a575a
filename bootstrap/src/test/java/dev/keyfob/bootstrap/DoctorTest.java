package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.PostgresServer;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code keyfob doctor} with a running server, and with settings that cannot be read. */
class DoctorTest {

    @TempDir
    Path directory;

    @Test
    void a_running_server_is_well() throws Exception {
        Path data = Files.createDirectory(
                directory.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Settings settings = Settings.load(
                Map.of(Setting.DATA_DIRECTORY, data.toString(), Setting.SERVER_PORT, "0"), Map.of(), Optional.empty());
        try (RunningServer running = RunningServer.start(
                Wiring.onNewOrExisting(settings, sentence -> {}, sentence -> {}), settings.dataDirectory(), false)) {
            // Asks again, because on a busy machine the server may answer too late.
            Eventually.passes(() -> {
                Piped terminal = new Piped("");

                int code = Main.run(
                        terminal, "--data", data.toString(), "doctor", "--port", "" + running.port(), "-o", "json");

                assertThat(terminal.out.toString())
                        .contains("\"data directory\"", "\"port\"", "\"server\"", "\"public URL\"", "\"proxy\"")
                        .doesNotContain("failure", "warning");
                assertThat(code).isZero();
            });
        }
    }

    @Test
    void a_mail_server_that_does_not_answer_and_a_password_that_cannot_be_read_are_named() throws Exception {
        String mail = "mail: {host: localhost, port: 1, encryption: none, from: keyfob@example.com";
        Path down = Files.writeString(directory.resolve("down.yaml"), mail + "}");
        Path noFile = Files.writeString(
                directory.resolve("no-file.yaml"), mail + ", username: keyfob, password_file: /no/such/file}");

        assertThat(findings(down))
                .contains(
                        "failure  mail server: localhost:1 cannot be used: nothing answers at localhost",
                        "-> Correct that, then send a mail to yourself: keyfob mail test ADDRESS");
        assertThat(findings(noFile)).contains("failure  mail server: ", "mail.password_file");
    }

    @Test
    void of_a_server_that_does_not_run_the_data_is_looked_at_and_left_as_it_is() throws Exception {
        Path none = directory.resolve("none");
        Path older = dataWith(Path.of("src/test/resources/earlier/keyfob.mv.db"));
        byte[] before = Files.readAllBytes(older.resolve("keyfob.mv.db"));
        Path ahead = directory.resolve("ahead");
        try (Database database = Database.inDirectory(ahead, text -> {})) {
            database.noteTime(Instant.now().plus(Duration.ofHours(2)));
        }

        assertThat(findingsIn(none))
                .contains("ok       migrations: There is no data yet")
                .doesNotContain("audit log");
        assertThat(Files.exists(none)).isFalse();
        assertThat(findingsIn(older))
                .contains("warning  migrations: The schema is older", "-> Make a backup", "ok       clock");
        assertThat(Files.readAllBytes(older.resolve("keyfob.mv.db"))).isEqualTo(before);
        assertThat(findingsIn(ahead))
                .contains(
                        "ok       migrations: None is pending.",
                        "failure  clock: The clock is 7",
                        "keyfob serve --trust-clock",
                        "ok       audit log: Its latest record, 0, is there.");
    }

    @Test
    void a_postgresql_of_a_server_that_does_not_run_is_looked_at_too() {
        PostgresConnectionInfo address = PostgresServer.newMigrated();
        String url = address.url() + "?user=postgres";
        Piped adding = new Piped("alice likes green tea\n");
        assertThat(Main.run(adding, "--db", url, "user", "add", "alice@example.com"))
                .isZero();

        assertThat(findingsOf("--db", url))
                .contains("ok       migrations: None is pending.", "ok       clock: ", "ok       audit log: ");
        PostgresServer.executeIn(
                address.url().substring(address.url().lastIndexOf('/') + 1), "delete from audit_entry");
        assertThat(findingsOf("--db", url)).contains("failure  audit log: ", "-> Somebody changed the database.");
        assertThat(findingsOf("--db", PostgresServer.newDatabase().url() + "?user=postgres"))
                .contains("ok       migrations: There is no data yet");
    }

    private Path dataWith(Path file) throws Exception {
        Path data = Files.createDirectory(
                directory.resolve("older"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.copy(file, data.resolve("keyfob.mv.db"));
        return data;
    }

    private static String findingsIn(Path data) {
        return findingsOf("--data", data.toString());
    }

    private static String findingsOf(String option, String place) {
        Piped terminal = new Piped("");
        Main.run(terminal, option, place, "doctor", "--port", "1");
        return terminal.out.toString();
    }

    private String findings(Path config) {
        Piped terminal = new Piped("");
        assertThat(Main.run(
                        terminal,
                        "--data",
                        directory.toString(),
                        "doctor",
                        "--port",
                        "0",
                        "--config",
                        config.toString()))
                .isEqualTo(1);
        return terminal.out.toString();
    }

    @Test
    void settings_that_cannot_be_read_are_the_first_thing_to_mend() {
        Piped terminal = new Piped("");

        int code = Main.run(terminal, "--data", directory.toString(), "doctor", "--port", "many");

        assertThat(terminal.out.toString()).startsWith("failure  settings: ").contains("server.port", "->");
        assertThat(code).isEqualTo(1);
    }
}
