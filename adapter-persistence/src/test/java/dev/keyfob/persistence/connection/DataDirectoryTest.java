package dev.keyfob.persistence.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import dev.keyfob.persistence.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the path of the data contains, H2 takes it as a path or never receives it. */
class DataDirectoryTest {

    @TempDir
    Path directory;

    @Test
    void every_other_character_names_the_directory_that_is_meant() {
        String name = IntStream.rangeClosed(' ', '~')
                        .filter(c -> c != '/' && c != ';' && c != '\\')
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining())
                + "é日😀 ~ %3B ${user.home} mem: zip:x!";
        Path data = directory.resolve(name);

        try (Database database = Database.inDirectory(data, text -> {})) {
            assertThat(database.condition()).isEqualTo(Database.Condition.READY);
        }

        assertThat(data.resolve("keyfob.mv.db")).isNotEmptyFile();
        assertThat(directory.toFile().list()).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a;b",
                "a;b/c",
                "x;INIT=CREATE ALIAS X AS 'void x() {}'",
                "x;ACCESS_MODE_DATA=r",
                "a\\b",
                "a\\;b",
                "a\nb",
                "a\u0085b"
            })
    void what_h2_would_read_as_something_else_is_refused_and_nothing_is_made(String name) {
        Path data = directory.resolve(name);

        assertThatThrownBy(() -> Database.inDirectory(data, text -> {}))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining(data.toString())
                .hasMessageContaining("Name a directory without one");
        assertThatThrownBy(() -> Database.mayBeIn(data)).isInstanceOf(DatabaseUnavailable.class);

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void data_that_may_not_be_made_is_not_made() {
        Path data = directory.resolve("data");
        Runnable refusing = () -> {
            throw new IllegalStateException("refused");
        };

        assertThatThrownBy(() -> Database.inDirectory(data, text -> {}, refusing))
                .hasMessage("refused");
        assertThat(Files.exists(data)).isFalse();

        Database.inDirectory(data, text -> {}).close();
        Database.inDirectory(data, text -> {}, refusing).close();
    }

    // This includes root, because the owner could not open files that root creates.
    @Test
    void a_directory_of_another_user_is_refused_with_whose_it_is_and_who_to_be() throws Exception {
        boolean isRoot = FileOwner.us().getName().equals("root");
        Path anothers = isRoot ? Files.createDirectory(directory.resolve("data")) : Path.of("/root");
        if (isRoot) {
            Files.setAttribute(anothers, "unix:uid", 12345);
        }

        assertThatThrownBy(() -> Database.inDirectory(anothers, text -> {}))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("belongs to the user " + (isRoot ? "12345" : "root"))
                .hasMessageContaining("runs as " + FileOwner.us().getName())
                .hasMessageContaining("sudo -u")
                .hasMessageContaining("chown -R");
        if (isRoot) {
            assertThat(anothers).isEmptyDirectory();
        }
    }

    @Test
    void a_way_to_it_that_is_closed_to_this_user_is_named() throws Exception {
        boolean isRoot = FileOwner.us().getName().equals("root");
        Path closed = isRoot ? Files.writeString(directory.resolve("file"), "") : Path.of("/root");

        assertThatThrownBy(() -> Database.inDirectory(closed.resolve("data"), text -> {}))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("cannot be made or entered")
                .hasMessageContaining(isRoot ? "Run this as" : "The directory /root belongs to the user root");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyfob.mv.db", "keyfob.webhook.key", "keyfob.lock", "keyfob.upgrade.mv.db"})
    void a_link_that_somebody_left_is_not_followed(String name) throws Exception {
        Path data = Files.createDirectory(directory.resolve("data"));
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "mine");
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rw-r--r--"));
        Files.createSymbolicLink(data.resolve(name), elsewhere);

        assertThatThrownBy(() -> Database.inDirectory(data, text -> {}))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("a link or a directory");

        assertThat(elsewhere).hasContent("mine");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(elsewhere)))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void a_database_without_a_schema_is_no_data() throws Exception {
        Path data = Files.createDirectory(directory.resolve("data"));
        java.sql.DriverManager.getConnection("jdbc:h2:file:" + data.resolve("keyfob"))
                .close();
        Runnable refusing = () -> {
            throw new IllegalStateException("refused");
        };

        assertThatThrownBy(() -> Database.inDirectory(data, text -> {}, refusing))
                .hasMessage("refused");
    }

    @Test
    void data_with_a_user_in_it_is_not_marked_as_a_demos() {
        try (Database database = Database.inMemory()) {
            database.users()
                    .add(User.joining(new Email("alice@example.com"), Set.of(), Instant.parse("2026-11-28T09:30:00Z")));

            assertThat(database.markAsDemo()).isFalse();
            assertThat(database.isDemo()).isFalse();
        }
    }

    @Test
    void a_mark_of_the_demo_travels_with_a_backup() throws Exception {
        Path file = directory.resolve("file");
        try (Database demo = Database.inMemory();
                Database other = Database.inMemory()) {
            assertThat(demo.isDemo()).isFalse();
            demo.markAsDemo();
            try (var bytes = Files.newOutputStream(file)) {
                demo.archive().write(bytes, java.time.Instant.EPOCH, (stage, done, total) -> {});
            }

            try (var backup = other.archive().open(file, (stage, done, total) -> {})) {
                other.transactions().inOne(() -> backup.restore((stage, done, total) -> {}));
            }

            assertThat(demo.isDemo()).isTrue();
            assertThat(other.isDemo()).isTrue();
        }
    }
}
