package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.persistence.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data becomes a demo's while a server runs on it. The passwords of a demo's users are public. */
@Tag("whole")
class ServedDemoDataWholeTest {

    @TempDir
    Path directory;

    @Test
    void a_server_ends_by_itself_once_its_data_is_a_demos() throws Exception {
        String url = PostgresServer.newDatabase().url() + "?user=postgres";
        Settings settings = Settings.load(Map.of(Setting.DATABASE_URL, url), Map.of(), Optional.empty());

        try (ServerProcess server =
                        ServerProcess.start(directory.resolve("log"), List.of(), "--db", url, "serve", "--port", "0");
                Wiring elsewhere = Wiring.on(settings, broken -> {})) {
            assertThat(server.isAlive()).isTrue();

            assertThat(elsewhere.database.markAsDemo()).isTrue();

            assertThat(server.waitForExit(Duration.ofMinutes(5))).isEqualTo(1);
            assertThat(server.output()).contains("The data belongs to a demo now");
        }
    }
}
