package dev.keyfob.bench;

import dev.keyfob.application.client.AddClient;
import dev.keyfob.application.client.RegisteredClient;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenSecret;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.persistence.Database;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Fills a database with people and tokens: rows as Keyfob writes them, in batches. */
final class Seeding implements AutoCloseable {

    static final int TOKENS_OF_AN_OWNER = 20;
    private static final int NEWCOMERS = 1_000;
    private static final int BATCH = 5_000;

    private final Connection connection;
    private final PreparedStatement users;
    private final PreparedStatement sessions;
    private final PreparedStatement tokens;
    private final SecureRandom random = new SecureRandom();
    // Ten million random digests; they stand for secrets that nobody knows.
    private final SplittableRandom filling = new SplittableRandom();
    private final OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);

    private Seeding(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        users = connection.prepareStatement("insert into app_user (id, email, roles, created_at) values (?, ?, '', ?)");
        sessions = connection.prepareStatement(
                "insert into web_session (digest, user_id, started_at, seen_at, address) values (?, ?, ?, ?, '127.0.0.1')");
        tokens = connection.prepareStatement("""
                insert into access_token (id, owner_id, name, folded_name, live_name, digest, hint, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""");
    }

    /** {@code inUse}: of so many the secrets are known; the others are rows that nobody asks for. */
    static Seeded fill(Store store, long count, int inUse) throws Exception {
        store.clear();
        RegisteredClient client;
        try (Database database = store.open()) {
            client = new AddClient(
                            database.transactions(),
                            database.apiClients(),
                            database.auditLog(),
                            new SecureRandom(),
                            InstantSource.system())
                    .add(new Actor.Operator(), new ClientName("bench"));
        }
        try (Seeding seeding = new Seeding(store.connect())) {
            return seeding.fill(count, inUse, client);
        }
    }

    private Seeded fill(long count, int inUse, RegisteredClient client) throws SQLException {
        List<String> ownerSessions = new ArrayList<>();
        List<String> newcomerSessions = new ArrayList<>();
        List<String> secrets = new ArrayList<>();
        for (int i = 0; i < NEWCOMERS; i++) {
            newcomerSessions.add(signIn(addUser("newcomer" + i)));
        }
        store();
        long everyKnown = Math.max(1, count / inUse);
        UUID owner = null;
        for (long i = 0; i < count; i++) {
            if (i % TOKENS_OF_AN_OWNER == 0) {
                owner = addUser("owner" + i / TOKENS_OF_AN_OWNER);
                if (ownerSessions.size() < NEWCOMERS) {
                    ownerSessions.add(signIn(owner));
                }
            }
            boolean isKnown = i % everyKnown == 0 && secrets.size() < inUse;
            if (isKnown) {
                TokenSecret secret = TokenFormat.standard().generate(random);
                secrets.add(secret.reveal());
                addToken(owner, i, secret.digest().bytes(), secret.hint());
            } else {
                byte[] digest = new byte[32];
                filling.nextBytes(digest);
                addToken(owner, i, digest, "kfpat_…0000");
            }
            if (i % BATCH == BATCH - 1) {
                store();
            }
        }
        store();
        analyze();
        return new Seeded(
                secrets,
                ownerSessions,
                newcomerSessions,
                client.client().id().value(),
                client.secret().reveal());
    }

    private UUID addUser(String name) throws SQLException {
        UUID id = id();
        users.setObject(1, id);
        users.setString(2, name + "@example.com");
        users.setObject(3, now.minusDays(20));
        users.addBatch();
        return id;
    }

    private String signIn(UUID user) throws SQLException {
        SessionSecret secret = SessionSecret.generate(random);
        sessions.setBytes(1, secret.digest().bytes());
        sessions.setObject(2, user);
        sessions.setObject(3, now);
        sessions.setObject(4, now);
        sessions.addBatch();
        return secret.reveal();
    }

    private void addToken(UUID owner, long number, byte[] digest, String hint) throws SQLException {
        TokenName name = TokenName.parse("Token " + number);
        OffsetDateTime createdAt = now.minusDays(10).plusNanos(number * 1_000);
        tokens.setObject(1, id());
        tokens.setObject(2, owner);
        tokens.setString(3, name.value());
        tokens.setString(4, name.folded());
        tokens.setString(5, name.folded());
        tokens.setBytes(6, digest);
        tokens.setString(7, hint);
        tokens.setObject(8, createdAt);
        tokens.setObject(9, createdAt.plusDays(30));
        tokens.addBatch();
    }

    // Version 4, as the application makes them, from a source that is quicker.
    private UUID id() {
        return new UUID(
                filling.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L,
                filling.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
    }

    private void store() throws SQLException {
        users.executeBatch();
        sessions.executeBatch();
        tokens.executeBatch();
        connection.commit();
    }

    // A database plans by what it knows of its tables.
    private void analyze() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("analyze");
        }
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
