package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.persistence.PostgresServer;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * If the machine is not set up correctly, the operator gets a sentence with the place, the cause and the remedy.
 */
class TroubleAtStartTest {

    @TempDir
    Path directory;

    @Test
    void a_port_that_is_taken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(failureOf("--data", data(), "serve", "--port", "" + other.getLocalPort()))
                    .isEqualTo(
                            "keyfob: Port " + other.getLocalPort() + " on 127.0.0.1 is taken by another program. Stop"
                                    + " that one, or give another port (--port, server.port).\n");
        }
    }

    @Test
    void a_port_that_is_taken_stops_the_demo_in_the_same_words() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(failureOf("demo", "--port", "" + other.getLocalPort()))
                    .startsWith("keyfob: Port " + other.getLocalPort() + " on 127.0.0.1 is taken");
        }
    }

    @Test
    void an_address_of_another_machine() {
        assertThat(failureOf("--data", data(), "serve", "--port", "0", "--host", "192.0.2.1"))
                .startsWith("keyfob: The address 192.0.2.1 is not one of this machine")
                .contains("--host")
                .hasLineCount(1);
    }

    @Test
    void a_host_that_nobody_knows() {
        assertThat(failureOf("--data", data(), "serve", "--port", "0", "--host", "nowhere.invalid"))
                .startsWith("keyfob: The host nowhere.invalid is not known here.")
                .hasLineCount(1);
    }

    @Test
    void a_data_directory_that_is_a_file() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "x");

        assertThat(failureOf("--data", file.toString(), "serve", "--port", "0"))
                .startsWith("keyfob: The data directory " + file)
                .hasLineCount(1);
    }

    @Test
    void a_database_file_that_is_none() throws Exception {
        Path data = Files.createDirectory(
                directory.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(data.resolve("keyfob.mv.db"), "x".repeat(20_000));

        assertThat(failureOf("--data", data.toString(), "serve", "--port", "0"))
                .contains("keyfob: The database in " + data + " cannot be opened.");
    }

    @Test
    void a_postgresql_that_is_not_there() {
        assertThat(failureOf("--db", "jdbc:postgresql://127.0.0.1:1/keyfob", "user", "list"))
                .contains("keyfob: The database jdbc:postgresql://127.0.0.1:1/keyfob cannot be used:"
                        + " nothing answers there.");
    }

    @Test
    void a_postgresql_without_that_database() {
        PostgresConnectionInfo address = PostgresServer.newDatabase();
        String url = address.url() + "_not?user=postgres";

        assertThat(failureOf("--db", url, "user", "list"))
                .contains("there is no such database. Create it first: createdb.");
    }

    @Test
    void a_postgresql_whose_user_may_not_make_tables() {
        PostgresConnectionInfo address = PostgresServer.newDatabase();
        PostgresServer.execute("create role reader_of_nothing login");

        assertThat(failureOf("--db", address.url() + "?user=reader_of_nothing", "user", "add", "alice@example.com"))
                .contains("keyfob: The schema cannot be brought to version", "may this user change it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LATIN1", "SQL_ASCII"})
    void a_postgresql_that_has_no_place_for_every_name(String encoding) {
        String name = "not_unicode_" + encoding.toLowerCase(Locale.ROOT);
        PostgresServer.execute("create database " + name + " template template0 encoding '" + encoding
                + "' lc_collate 'C' lc_ctype 'C'");
        String url = "jdbc:postgresql://localhost:" + PostgresServer.port() + "/" + name + "?user=postgres";

        assertThat(failureOf("--db", url, "user", "add", "alice@example.com"))
                .contains("keeps text as " + encoding, "createdb --encoding=UTF8 --template=template0")
                .hasLineCount(1);
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private static String failureOf(String... args) {
        Piped terminal = new Piped("alice likes green tea\n");
        assertThat(Main.run(terminal, args)).isEqualTo(1);
        return terminal.err.toString();
    }
}
