package dev.keyfob.persistence.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.backup.DataCheckReport;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.backup.TableReadResult;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.persistence.AssembledUseCases;
import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.PatientDatabase;
import dev.keyfob.persistence.Population;
import dev.keyfob.persistence.RestartablePostgres;
import dev.keyfob.persistence.StoredRows;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that damaged data on the disk is found before it is needed. */
class DamagedDataTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final String FILE = "keyfob.mv.db";

    @TempDir
    Path directory;

    @Test
    void a_table_with_a_damaged_page_is_named_and_the_others_are_read() throws Exception {
        Path data = directory.resolve("postgres");
        try (RestartablePostgres postgres = new RestartablePostgres(data)) {
            try (Database database = PatientDatabase.onPostgres(postgres.address())) {
                Population.fill(database, NOW, 2, 2);
            }
            Path page = data.resolve(fileOf("token_use_day", postgres.address()));
            postgres.stop();
            overwrite(page, 0, 8192);
            postgres.start();

            DataCheckReport found;
            try (Database database = PatientDatabase.onPostgres(postgres.address())) {
                found = check(database);
            }

            assertThat(found.faults()).containsExactly("The table token_use_day cannot be read to its end.");
            assertThat(found.tables())
                    .filteredOn(TableReadResult::isWhole)
                    .hasSize(ArchiveTables.INCLUDED.size() - 1)
                    .anySatisfy(table -> assertThat(table.rows()).isPositive());
        }
    }

    // H2 does not detect a changed value. A changed digest is detected because the row and the index differ.
    @Test
    void a_changed_digest_of_a_token_is_found() throws Exception {
        Path whole = directory.resolve("whole");
        TokenDigest digest;
        try (Database database = Database.inDirectory(whole, text -> {})) {
            Population.fill(database, NOW, 2, 2);
            digest = firstToken(database).digest();
        }
        List<String> rows = StoredRows.in(whole).get("access_token");
        List<Long> places = placesOf(digest, whole.resolve(FILE));
        int found = 0;

        for (long place : places) {
            Path changed = Files.createDirectory(directory.resolve("changed-" + place));
            Files.copy(whole.resolve(FILE), changed.resolve(FILE));
            overwrite(changed.resolve(FILE), place, 1);
            if (!isGood(changed)) {
                found++;
            } else {
                assertThat(StoredRows.in(changed).get("access_token"))
                        .as("changed at " + place)
                        .isEqualTo(rows);
            }
        }

        assertThat(found).as("of " + places.size()).isPositive();
    }

    private static AccessToken firstToken(Database database) {
        return database.accessTokens()
                .list(TokenFilter.everything(), TokenOrder.NEWEST_FIRST, PageRequest.first())
                .items()
                .get(0);
    }

    private static List<Long> placesOf(TokenDigest digest, Path file) throws IOException {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        String searched = new String(digest.bytes(), StandardCharsets.ISO_8859_1);
        List<Long> places = new ArrayList<>();
        for (int place = content.indexOf(searched); place >= 0; place = content.indexOf(searched, place + 1)) {
            places.add((long) place);
        }
        return places;
    }

    private static boolean isGood(Path data) {
        try (Database database = Database.inDirectory(data, text -> {})) {
            return check(database).isGood();
        }
    }

    private static DataCheckReport check(Database database) {
        return AssembledUseCases.over(database, () -> NOW)
                .backup
                .checkData
                .check(new Actor.Operator(), (stage, done, total) -> {});
    }

    private static String fileOf(String table, PostgresConnectionInfo postgres) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.url(), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint");
            try (ResultSet rows = statement.executeQuery("select pg_relation_filepath('" + table + "')")) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static void overwrite(Path file, long from, int bytes) throws IOException {
        byte[] other = new byte[bytes];
        Arrays.fill(other, (byte) 0x5a);
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.seek(from);
            opened.write(other);
        }
    }
}
