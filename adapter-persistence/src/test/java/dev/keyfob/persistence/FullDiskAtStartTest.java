package dev.keyfob.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import dev.keyfob.persistence.connection.DatabaseUnavailable;
import dev.keyfob.persistence.connection.Timeouts;
import dev.keyfob.persistence.connection.WriteBarrier;
import dev.keyfob.persistence.schema.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fills the disk at several points while data is created or upgraded. Nothing must stay half done, and the next start
 * must work once there is room.
 */
class FullDiskAtStartTest {

    private static final User ALICE =
            User.joining(new Email("alice@example.com"), Set.of(), Instant.parse("2026-11-24T09:30:00Z"));
    private static final int EARLIER = 8;

    /** The number of points that are tried, including the first and the last. */
    private static final int POINTS = 5;

    @TempDir
    Path directory;

    @BeforeEach
    void attach() {
        FaultyDisk.attach();
    }

    @Test
    void a_first_start_on_a_full_disk_leaves_nothing_behind_and_the_next_one_works() throws Exception {
        open(directory.resolve("measured")).close();
        int writes = FaultyDisk.WRITES.get();

        for (int room : points(writes)) {
            Path data = directory.resolve("room-for-" + room);
            FaultyDisk.fullAfter(room);
            boolean isMade = isMade(data);
            FaultyDisk.fullAfter(Integer.MAX_VALUE);

            boolean isThere = namesIn(data).contains("keyfob.mv.db");
            assertThat(namesIn(data))
                    .as("room for %d of %d writes", room, writes)
                    .isSubsetOf("keyfob.mv.db", "keyfob.lock");
            assertThat(isMade && !isThere).isFalse();
            if (isThere) {
                assertThat(versionIn(data)).isEqualTo(Migrations.NEWEST);
            }
            try (Database database = openAfterTrouble(data)) {
                database.users().add(ALICE);
                assertThat(database.condition()).isEqualTo(Database.Condition.READY);
            }
        }
    }

    @Test
    void an_upgrade_on_a_full_disk_leaves_the_data_as_it_was_and_the_next_one_works() throws Exception {
        Path earlier = earlierData(directory.resolve("earlier"));
        FaultyDisk.fullAfter(Integer.MAX_VALUE);
        open(copyOf(earlier, "measured")).close();
        int writes = FaultyDisk.WRITES.get();

        for (int room : points(writes)) {
            Path data = copyOf(earlier, "room-for-" + room);
            FaultyDisk.fullAfter(room);
            boolean isDone = isMade(data);
            FaultyDisk.fullAfter(Integer.MAX_VALUE);

            assertThat(namesIn(data))
                    .contains("keyfob.mv.db", "keyfob.lock")
                    .isSubsetOf("keyfob.mv.db", "keyfob.lock", "keyfob.before-upgrade.mv.db");
            int version = versionIn(data);
            assertThat(version).as("room for %d of %d writes", room, writes).isIn(EARLIER, Migrations.NEWEST);
            assertThat(isDone && version == EARLIER).isFalse();
            try (Database database = openAfterTrouble(data)) {
                assertThat(database.users().findByEmail(ALICE.email())).isPresent();
            }
            assertThat(versionIn(data)).isEqualTo(Migrations.NEWEST);
        }
    }

    @Test
    void what_an_upgrade_left_that_was_killed_is_taken_away() throws Exception {
        Path data = earlierData(directory.resolve("data"));
        Files.writeString(data.resolve("keyfob.upgrade.mv.db"), "half");
        Files.writeString(data.resolve("keyfob.upgrade.zip"), "half");

        open(data).close();

        assertThat(namesIn(data))
                .containsExactlyInAnyOrder("keyfob.mv.db", "keyfob.before-upgrade.mv.db", "keyfob.lock");
        assertThat(versionIn(data)).isEqualTo(Migrations.NEWEST);
    }

    @Test
    void the_data_from_before_an_upgrade_can_be_put_back_and_goes_after_a_month() throws Exception {
        Path data = earlierData(directory.resolve("data"));
        Path kept = data.resolve("keyfob.before-upgrade.mv.db");
        open(data).close();

        Files.move(kept, data.resolve("keyfob.mv.db"), StandardCopyOption.REPLACE_EXISTING);
        int versionPutBack = versionIn(data);
        try (Database database = open(data)) {
            assertThat(database.users().findByEmail(ALICE.email())).isPresent();
        }
        boolean isKeptAgain = Files.exists(kept);
        Files.setLastModifiedTime(kept, FileTime.from(Instant.now().minus(Duration.ofDays(31))));
        open(data).close();

        assertThat(versionPutBack).isEqualTo(EARLIER);
        assertThat(isKeptAgain).isTrue();
        assertThat(kept).doesNotExist();
    }

    @Test
    void a_copy_that_an_operator_made_beside_the_file_stops_no_upgrade() throws Exception {
        Path data = earlierData(directory.resolve("data"));
        Files.copy(data.resolve("keyfob.mv.db"), data.resolve("keyfob.before.mv.db"));

        open(data).close();

        assertThat(namesIn(data))
                .containsExactlyInAnyOrder(
                        "keyfob.mv.db", "keyfob.before.mv.db", "keyfob.before-upgrade.mv.db", "keyfob.lock");
        assertThat(versionIn(data)).isEqualTo(Migrations.NEWEST);
    }

    @Test
    void the_sentence_says_that_there_is_no_room_and_that_nothing_is_lost() {
        FaultyDisk.fullAfter(3);

        assertThatThrownBy(() -> open(directory.resolve("data")))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("disk full")
                .hasMessageContaining("was not changed");
    }

    private static Database open(Path data) {
        return Database.inDirectory(data, FaultyDisk.FILE_SYSTEM, text -> {}, Timeouts.OF_H2);
    }

    // Within the same process, H2 reports an earlier failure once more to the next attempt to open the same file.
    private static Database openAfterTrouble(Path data) {
        try {
            return open(data);
        } catch (DatabaseUnavailable toldAgain) {
            return open(data);
        }
    }

    private static boolean isMade(Path data) {
        try {
            open(data).close();
            return true;
        } catch (RuntimeException e) {
            assertThat(e).isInstanceOf(DatabaseUnavailable.class);
            return false;
        }
    }

    private static int[] points(int writes) {
        return IntStream.range(0, POINTS)
                .map(i -> i * (writes - 1) / (POINTS - 1))
                .distinct()
                .toArray();
    }

    private static Path earlierData(Path data) throws SQLException {
        Database.temporary(data, EARLIER).close();
        try (Connection connection = connect(data);
                PreparedStatement insert = connection.prepareStatement(
                        "insert into app_user (id, email, roles, created_at) values (?, ?, '', ?)")) {
            insert.setObject(1, ALICE.id().value());
            insert.setString(2, ALICE.email().value());
            insert.setObject(3, ALICE.createdAt().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
        return data;
    }

    private Path copyOf(Path data, String name) throws IOException {
        Path copy = Files.createDirectory(directory.resolve(name));
        Files.copy(data.resolve("keyfob.mv.db"), copy.resolve("keyfob.mv.db"));
        return copy;
    }

    private static Set<String> namesIn(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.map(file -> file.getFileName().toString()).collect(java.util.stream.Collectors.toSet());
        }
    }

    private static Connection connect(Path data) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:" + WriteBarrier.before("file:") + data.resolve("keyfob"));
    }

    private static int versionIn(Path data) throws SQLException {
        try (Connection connection = connect(data);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select max(cast(\"version\" as integer)) from \""
                        + Migrations.HISTORY + "\" where \"version\" is not null")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
