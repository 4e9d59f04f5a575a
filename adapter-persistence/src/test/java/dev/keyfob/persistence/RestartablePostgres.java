package dev.keyfob.persistence;

import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A separate PostgreSQL server, which a test can stop and start again on the same port and data. */
public final class RestartablePostgres implements AutoCloseable {

    private final Path data;
    private final int port;
    private Optional<EmbeddedPostgres> running;

    /** Starts a server with its data in {@code data}, a directory that must not exist yet. */
    public RestartablePostgres(Path data) throws IOException {
        this.data = data;
        EmbeddedPostgres server = builder().start();
        this.port = server.getPort();
        this.running = Optional.of(server);
    }

    public PostgresConnectionInfo address() {
        return new PostgresConnectionInfo(
                "jdbc:postgresql://localhost:" + port + "/postgres", Optional.of("postgres"), Optional.empty());
    }

    public void stop() throws IOException {
        running.orElseThrow().close();
        running = Optional.empty();
    }

    public void start() throws IOException {
        running = Optional.of(builder().setPort(port).start());
    }

    private EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
    }

    @Override
    public void close() throws IOException {
        if (running.isPresent()) {
            stop();
        }
    }
}
