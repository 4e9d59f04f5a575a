package dev.keyfob.persistence.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.contract.SetupCodesContract;
import dev.keyfob.application.port.SetupCodes;
import dev.keyfob.domain.user.OneTimeCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
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
        assertThat(directory).isDirectoryContaining(path -> path.equals(file));
        codes().remove();
        assertThat(directory).isEmptyDirectory();
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
