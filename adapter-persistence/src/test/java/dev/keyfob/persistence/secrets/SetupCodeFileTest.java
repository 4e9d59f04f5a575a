package dev.keyfob.persistence.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.contract.SetupCodesContract;
import dev.keyfob.application.port.SetupCodes;
import dev.keyfob.domain.user.OneTimeCode;
import dev.keyfob.persistence.connection.DatabaseUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetupCodeFileTest extends SetupCodesContract {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");

    @TempDir
    Path directory;

    @Override
    protected SetupCodes codes() {
        return SetupCodeFile.inDirectory(directory);
    }

    @Test
    void only_its_owner_can_read_the_file_and_nothing_else_is_left_there() throws IOException {
        OneTimeCode code = OneTimeCode.generate(new SecureRandom());

        Path file = Path.of(codes().put(code, NOW).orElseThrow());

        assertThat(file).isEqualTo(directory.resolve("keyfob.setup.code"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readAllLines(file).get(0)).isEqualTo(code.reveal());
        assertThat(namesIn(directory)).containsExactly("keyfob.setup.code");
        codes().remove();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void a_code_that_cannot_be_written_leaves_no_file() throws IOException {
        Files.createDirectories(directory.resolve("keyfob.setup.code/in-the-way"));
        OneTimeCode code = OneTimeCode.generate(new SecureRandom());

        assertThatThrownBy(() -> codes().put(code, NOW)).isInstanceOf(DatabaseUnavailable.class);

        assertThat(namesIn(directory)).containsExactly("keyfob.setup.code");
    }

    private static List<String> namesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(each -> each.getFileName().toString()).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "a code\nyesterday\n", "0000-0000-0000-0000-0000-0000-0000\nyesterday\n", "\n\n\n"})
    void what_somebody_else_wrote_there_is_no_code(String text) throws IOException {
        Files.writeString(directory.resolve("keyfob.setup.code"), text);

        assertThat(codes().find()).isEmpty();
    }

    @Test
    void without_a_directory_there_is_no_place_for_a_code() {
        SetupCodes none = SetupCodeFile.none();

        assertThat(none.put(OneTimeCode.generate(new SecureRandom()), NOW)).isEmpty();

        none.remove();
        assertThat(none.find()).isEmpty();
    }
}
