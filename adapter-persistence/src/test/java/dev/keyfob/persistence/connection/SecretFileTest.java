package dev.keyfob.persistence.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one rule for the permissions of every file with a secret. */
class SecretFileTest {

    private static final String NAME = "audit.key_file";
    private static final UserPrincipal SOMEBODY_ELSE = () -> "somebody else";

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("secret"), "four words make sense");
    }

    /**
     * Permissions, and whether a file with them is accepted: this user's, another user's, on a read-only mount, and
     * provided by systemd.
     */
    @ParameterizedTest
    @CsvSource({
        "rw-------, true, true, true, true",
        "r--------, true, true, true, true",
        "r--r-----, false, true, true, true",
        "rw-r-----, false, true, true, true",
        "r--r-x---, false, true, true, true",
        "rw-rw----, false, false, false, false",
        "rw--w----, false, false, false, false",
        "rw-r--r--, false, false, false, false",
        "r--r--r--, false, false, false, false",
        "rw-----w-, false, false, false, false",
        "rw----r--, false, false, false, false"
    })
    void what_the_world_can_get_at_is_refused_and_what_a_group_reads_where_it_could_be_closed(
            String mode, boolean ours, boolean anothers, boolean mounted, boolean handedOver) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        UserPrincipal us = Files.getOwner(file);

        assertThat(isTaken(us, Optional.empty(), false)).as("ours").isEqualTo(ours);
        assertThat(isTaken(SOMEBODY_ELSE, Optional.empty(), false))
                .as("another's")
                .isEqualTo(anothers);
        assertThat(isTaken(us, Optional.empty(), true)).as("mounted").isEqualTo(mounted);
        assertThat(isTaken(us, Optional.of(directory), false)).as("handed over").isEqualTo(handedOver);
        assertThat(isTaken(us, Optional.of(Files.createTempDirectory(directory, "other")), false))
                .as("beside what was handed over")
                .isEqualTo(ours);
    }

    @Test
    void the_sentence_names_the_file_the_setting_and_what_to_do_in_a_container() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> SecretFile.read(file.toString(), NAME))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining(file + " (" + NAME + ")")
                .hasMessageContaining("chmod 600 " + file)
                .hasMessageContaining("defaultMode: 0440")
                .hasMessageContaining("LoadCredential");
    }

    @Test
    void a_secret_that_was_typed_instead_of_a_path_is_not_repeated() {
        for (String secret : new String[] {"hunter2 hunter2", "/AbC+d/ef==", "x".repeat(5_000), "a\0b"}) {
            assertThatThrownBy(() -> SecretFile.read(secret, NAME))
                    .isInstanceOf(UnusableFile.class)
                    .hasNoCause()
                    .hasMessageContaining(NAME)
                    .hasMessageNotContaining(secret);
        }
    }

    @Test
    void what_is_no_file_or_endless_is_refused() {
        assertThatThrownBy(() -> SecretFile.read(directory.toString(), NAME)).isInstanceOf(UnusableFile.class);
        assertThatThrownBy(() -> SecretFile.read("/dev/zero", NAME)).isInstanceOf(UnusableFile.class);
    }

    @Test
    void what_stands_in_it_is_read() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThat(SecretFile.read(file.toString(), NAME)).asString().isEqualTo("four words make sense");
    }

    private boolean isTaken(UserPrincipal us, Optional<Path> credentials, boolean isOnReadOnlyMount) {
        try {
            new SecretFile(new SecretFile.Surroundings(us, credentials, path -> isOnReadOnlyMount)).bytes(file, NAME);
            return true;
        } catch (UnusableFile e) {
            return false;
        }
    }
}
