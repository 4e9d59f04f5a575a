package dev.keyfob.persistence;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.fake.FreePort;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A separate PostgreSQL server, which a test can stop and start again on the same port and data. */
public final class RestartablePostgres implements AutoCloseable {

    private final Path data;
    private final int port = FreePort.find();
    private Optional<EmbeddedPostgres> running = Optional.empty();

    /** Starts a server with its data in {@code data}, a directory that must not exist yet. */
    public RestartablePostgres(Path data) throws IOException {
        this.data = data;
        start();
    }

    public PostgresConnectionInfo address() {
        return new PostgresConnectionInfo(
                "jdbc:postgresql://localhost:" + port + "/postgres", Optional.of("postgres"), Optional.empty());
    }

    public void stop() throws IOException {
        running.orElseThrow().close();
        running = Optional.empty();
        // Closing waits for five seconds only. The server removes the file as it ends.
        Eventually.isTrue(() -> Files.notExists(data.resolve("postmaster.pid")));
    }

    public void start() throws IOException {
        running = Optional.of(PostgresServer.start(EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)));
    }

    @Override
    public void close() throws IOException {
        if (running.isPresent()) {
            stop();
        }
    }
}
