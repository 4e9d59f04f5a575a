package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.fake.FreePort;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.persistence.PostgresServer;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real PgBouncer (Debian's package) between two nodes and PostgreSQL. */
@Tag("whole")
class PgBouncerWholeTest {

    private static final Duration BOUND = Duration.ofSeconds(1);

    @TempDir
    Path directory;

    private Optional<Process> running = Optional.empty();

    @AfterEach
    void stop() throws InterruptedException {
        if (running.isPresent()) {
            running.get().destroyForcibly().waitFor();
        }
    }

    // With a single connection to PostgreSQL, the connection that listens is also the one that notifies.
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 20})
    void in_transaction_mode_a_revocation_holds_at_once_and_the_node_says_what_is_wrong(int connections)
            throws Exception {
        try (TwoNodes nodes = new TwoNodes(through("transaction", connections))) {
            nodes.awaitReady("warnings");
            for (int i = 0; i < 20; i++) {
                CreatedToken token = nodes.token("Token " + i);
                nodes.awaitStatus(token, 200);

                nodes.revoke(token);

                assertThat(nodes.awaitStatus(token, 401).lastSentAfter()).isLessThan(BOUND);
            }
            assertThat(nodes.awaitReady("warnings")).contains("Changes by other nodes do not arrive");
        }
    }

    @Test
    void in_session_mode_everything_arrives() throws Exception {
        try (TwoNodes nodes = new TwoNodes(through("session", 60))) {
            CreatedToken token = nodes.token("Laptop");
            nodes.awaitStatus(token, 200);
            Eventually.passes(() -> assertThat(nodes.ready())
                    .isEqualTo("{\"status\":\"up\",\"parts\":{\"database\":\"ready\",\"migrations\":\"ready\","
                            + "\"channel\":\"ready\",\"history\":\"ready\",\"clock\":\"ready\"}}"));

            nodes.revoke(token);

            assertThat(nodes.awaitStatus(token, 401).lastSentAfter()).isLessThan(BOUND);
        }
    }

    private PostgresConnectionInfo through(String mode, int connections) throws Exception {
        int port = FreePort.find();
        String database = database(PostgresServer.newMigrated().url());
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path settings = Files.writeString(directory.resolve("pgbouncer.ini"), """
                [databases]
                %s = host=127.0.0.1 port=%d user=postgres
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                ignore_startup_parameters = extra_float_digits
                pool_mode = %s
                default_pool_size = %d
                """.formatted(
                        database, PostgresServer.port(), port, mode, connections));
        List<String> command = new ArrayList<>(List.of("/usr/sbin/pgbouncer"));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(settings.toString());
        running = Optional.of(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("pgbouncer.log").toFile())
                .start());
        awaitListening(port);
        return new PostgresConnectionInfo(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?prepareThreshold=0",
                Optional.of("postgres"),
                Optional.empty());
    }

    private static String database(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private void awaitListening(int port) {
        Path log = directory.resolve("pgbouncer.log");
        Eventually.matches(() -> Files.readString(log), text -> text.contains("listening on 127.0.0.1:" + port));
    }
}
