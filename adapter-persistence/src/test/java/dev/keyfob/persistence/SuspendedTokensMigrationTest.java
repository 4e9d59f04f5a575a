package dev.keyfob.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import dev.keyfob.persistence.schema.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Tokens that earlier versions suspended, of which only the name of the one who did it is known. */
class SuspendedTokensMigrationTest {

    private static final int EARLIER = 22;

    /** Token 1 was suspended by its owner, 2 by an administrator, 3 by nobody. */
    private static final String TOKENS = """
            insert into app_user (id, email, roles, created_at)
                values (cast('1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed' as uuid), 'alice@example.com', '',
                    current_timestamp);
            insert into access_token (id, owner_id, name, folded_name, name_key, live_name, digest, hint, created_at,
                    expiry_key, suspended_at, suspended_by)
                select cast('00000000-0000-0000-0000-00000000000' || n as uuid),
                    cast('1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed' as uuid), 'CI ' || n, 'ci ' || n, 'ci ' || n,
                    'ci ' || n, cast(digest as bytea), '', current_timestamp, current_timestamp, at, name
                from (values
                    (1, %s, timestamp with time zone '2026-01-01 00:00:00.000001+00', 'alice@example.com'),
                    (2, %s, timestamp with time zone '2026-01-01 00:00:00.000001+00', 'admin@example.com'),
                    (3, %s, null, null)) as stored (n, digest, at, name)""";

    /** What an earlier version does that runs on this schema: it knows nothing of the column. */
    private static final String SUSPENDED_AGAIN_BY_AN_EARLIER_VERSION = """
            update access_token set suspended_at = timestamp with time zone '2026-01-02 00:00:00+00',
                suspended_by = 'admin@example.com'""";

    @TempDir
    Path directory;

    @Test
    void on_h2() throws Exception {
        Database.temporary(directory, EARLIER).close();
        execute("jdbc:h2:file:" + directory.resolve("keyfob"), "", tokens("X'%s'"));

        try (Database database = Database.temporary(directory, Migrations.NEWEST)) {
            assertThat(isByOwner(database)).containsExactly(true, false, false);
        }
        execute("jdbc:h2:file:" + directory.resolve("keyfob"), "", SUSPENDED_AGAIN_BY_AN_EARLIER_VERSION);
        try (Database database = Database.temporary(directory, Migrations.NEWEST)) {
            assertThat(isByOwner(database)).containsExactly(false, false, false);
        }
    }

    @Test
    void on_postgres() throws Exception {
        PostgresConnectionInfo address = PostgresServer.newDatabase();
        PGSimpleDataSource connections = new PGSimpleDataSource();
        connections.setUrl(address.url());
        connections.setUser(address.user().orElseThrow());
        Migrations.bringTo(EARLIER, connections, () -> {});
        execute(address.url(), address.user().orElseThrow(), tokens("decode('%s', 'hex')"));

        try (Database database = PatientDatabase.onPostgres(address)) {
            assertThat(isByOwner(database)).containsExactly(true, false, false);
        }
        execute(address.url(), address.user().orElseThrow(), SUSPENDED_AGAIN_BY_AN_EARLIER_VERSION);
        try (Database database = PatientDatabase.onPostgres(address)) {
            assertThat(isByOwner(database)).containsExactly(false, false, false);
        }
    }

    private static Stream<Boolean> isByOwner(Database database) {
        return IntStream.rangeClosed(1, 3)
                .mapToObj(number ->
                        database.accessTokens().findByDigest(digest(number)).orElseThrow())
                .map(AccessToken::isSuspendedByOwner);
    }

    private static String tokens(String bytes) {
        return TOKENS.formatted(IntStream.rangeClosed(1, 3)
                .mapToObj(number -> bytes.formatted(("0" + number).repeat(32)))
                .toArray());
    }

    private static TokenDigest digest(int number) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) number);
        return new TokenDigest(bytes);
    }

    private static void execute(String url, String user, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
