package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.persistence.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Data, settings, commands and requests of an earlier version still give the same answers, so changes of the code do
 * not affect existing installations. {@code src/test/resources/earlier/README.md} says how the files were created.
 */
class EarlierDataTest {

    private static final Path EARLIER = Path.of("src/test/resources/earlier");

    /** The old secret of a rotated token works until a time. The answers are those from before it. */
    private static final String WITHIN_OVERLAP =
            "update access_token set overlap_ends_at = current_timestamp + interval '1' day"
                    + " where overlap_ends_at is not null";

    @TempDir
    Path directory;

    @Test
    void an_earlier_data_directory_gives_the_same_answers() throws Exception {
        Path data = Files.createDirectory(
                directory.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.copy(EARLIER.resolve("keyfob.mv.db"), data.resolve("keyfob.mv.db"));
        execute("jdbc:h2:file:" + data.resolve("keyfob"), WITHIN_OVERLAP);

        compare("--data", data.toString());
    }

    @Test
    void an_earlier_database_gives_the_same_answers() throws Exception {
        String url = PostgresServer.newDatabase().url() + "?user=postgres";
        execute(url, Files.readString(EARLIER.resolve("keyfob.sql"), StandardCharsets.UTF_8));
        // The dump empties the search path of its connection.
        execute(url, WITHIN_OVERLAP);

        compare("--db", url);
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void compare(String option, String place) throws IOException, InterruptedException {
        Path log = directory.resolve("log");
        String settings = EARLIER.resolve("keyfob.yaml").toString();
        try (ServerProcess server =
                ServerProcess.start(log, List.of(), option, place, "serve", "--port", "0", "--config", settings)) {
            Transcript transcript =
                    new Transcript(EARLIER.resolve("transcript.txt"), server.port, settings, option, place);

            String now = transcript.again();

            if (Boolean.getBoolean("keyfob.earlier.record")) {
                Files.writeString(EARLIER.resolve("transcript.txt"), now);
            }
            assertThat(now).isEqualTo(transcript.expected());
        }
    }
}
