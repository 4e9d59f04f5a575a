package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which directory a command looks for a running server. */
class DataLocationTest {

    @TempDir
    private Path directory;

    @Test
    void without_an_option_it_is_the_one_that_the_settings_file_names() throws Exception {
        assertThat(DataLocation.of("token", "list").served(configured("data: {directory: /srv/keyfob}")))
                .contains(Path.of("/srv/keyfob"));
    }

    @Test
    void an_option_counts_more_and_postgresql_has_none() throws Exception {
        Map<String, String> configured = configured("data: {directory: /srv/keyfob}");

        assertThat(DataLocation.of("--data", "/srv/other", "token", "list").served(configured))
                .contains(Path.of("/srv/other"));
        assertThat(DataLocation.of("--db", "jdbc:postgresql://host/keyfob", "token", "list")
                        .served(configured))
                .isEmpty();
    }

    @Test
    void settings_that_cannot_be_read_name_none_and_the_command_says_why() throws Exception {
        assertThat(DataLocation.of("token", "list").served(configured("data: [")))
                .isEmpty();
        assertThat(DataLocation.of("token", "list").served(Map.of())).isEmpty();
    }

    private Map<String, String> configured(String settings) throws IOException {
        Path file = Files.writeString(directory.resolve("keyfob.yaml"), settings);
        return Map.of(EnvironmentVariables.CONFIG, file.toString());
    }
}
