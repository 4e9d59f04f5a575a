package dev.keyfob.bench;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.change.OncePerForm;
import dev.keyfob.application.client.AddClient;
import dev.keyfob.application.client.ClientWithSecret;
import dev.keyfob.application.count.Counts;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.token.TokenFormat;
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
import java.util.ArrayList;
import java.util.List;

/**
 * Fills a database with users and tokens. The database itself generates the rows, in the form in which Keyfob writes
 * them. The indexes are dropped first and created again afterwards, because that is much faster than updating them.
 */
final class Seeding implements AutoCloseable {

    static final int TOKENS_OF_AN_OWNER = 20;
    private static final int NEWCOMERS = 1_000;
    private static final int NEWCOMER = 1;
    private static final int OWNER = 2;
    private static final int TOKEN = 3;
    private static final long AT_ONCE = 100_000;

    private final Store store;
    private final Connection connection;
    private final SecureRandom random = new SecureRandom();

    private Seeding(Store store) throws SQLException {
        this.store = store;
        connection = store.connect();
        connection.setAutoCommit(false);
    }

    /** {@code inUse} is the number of tokens with a known secret. The others are rows that no request uses. */
    static Seeded fill(Store store, long count, int inUse) throws Exception {
        store.clear();
        ClientWithSecret client;
        try (Database database = store.open()) {
            InstantSource clock = InstantSource.system();
            AuditedChanges changes = new AuditedChanges(
                    database.transactions(),
                    database.auditLog(),
                    new ChangeLimit(new Counts(), clock),
                    (entry, subject) -> {},
                    clock);
            OncePerForm forms = new OncePerForm(database.transactions(), database.submittedForms(), clock);
            client = new AddClient(changes, database.apiClients(), forms, new SecureRandom())
                    .add(new Actor.Operator(), new ClientName("bench"));
        }
        try (Seeding seeding = new Seeding(store)) {
            return seeding.fill(count, inUse, client);
        }
    }

    private Seeded fill(long count, int inUse, ClientWithSecret client) throws SQLException {
        long owners = (count + TOKENS_OF_AN_OWNER - 1) / TOKENS_OF_AN_OWNER;
        List<Store.Index> indexes = store.indexes(connection);
        for (Store.Index index : indexes) {
            run(index.drop());
        }
        addUsers(NEWCOMER, "newcomer", NEWCOMERS);
        addUsers(OWNER, "owner", owners);
        addTokens(count);
        for (Store.Index index : indexes) {
            System.err.printf("%n%s", index.create());
            run(index.create());
        }
        System.err.println();
        Seeded seeded = new Seeded(
                giveSecrets(count, Math.min(count, inUse)),
                signIn(OWNER, Math.min(owners, NEWCOMERS)),
                signIn(NEWCOMER, NEWCOMERS),
                client.client().id().value(),
                client.secret().reveal());
        // The query planner needs statistics of the tables.
        run("analyze");
        return seeded;
    }

    private void addUsers(int kind, String name, long count) throws SQLException {
        for (long from = 0; from < count; from += AT_ONCE) {
            String numbers = store.numbers(from, Math.min(count, from + AT_ONCE) - 1);
            run("""
                    insert into app_user (id, email, roles, created_at)
                    select %s, '%s' || n || '@example.com', '', current_timestamp - interval '20' day
                    from %s""".formatted(id(kind, "n"), name, numbers));
        }
    }

    private void addTokens(long count) throws SQLException {
        for (long from = 0; from < count; from += AT_ONCE) {
            System.err.printf("\r%,d of %,d tokens stored", from, count);
            run("""
                    insert into access_token
                      (id, owner_id, name, folded_name, live_name, name_key, digest, hint, created_at, expires_at,
                        expiry_key)
                    select %s, %s, 'Token ' || n, 'token ' || n, 'token ' || n, 'token ' || n, %s, 'kfpat_…0000',
                      current_timestamp - interval '10' day + n * interval '0.001' second,
                      current_timestamp + interval '20' day + n * interval '0.001' second,
                      current_timestamp + interval '20' day + n * interval '0.001' second
                    from %s""".formatted(
                            id(TOKEN, "n"),
                            id(OWNER, "n / " + TOKENS_OF_AN_OWNER),
                            store.sha256("'token' || n"),
                            store.numbers(from, Math.min(count, from + AT_ONCE) - 1)));
        }
    }

    private List<String> giveSecrets(long count, long inUse) throws SQLException {
        List<String> secrets = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement(
                "update access_token set digest = ?, hint = ? where id = " + id(TOKEN, "?"))) {
            for (int i = 0; i < inUse; i++) {
                TokenSecret secret = TokenFormat.standard().generate(random);
                update.setBytes(1, secret.digest().bytes());
                update.setString(2, secret.hint());
                update.setLong(3, count / inUse * i);
                update.executeUpdate();
                secrets.add(secret.reveal());
            }
        }
        connection.commit();
        return secrets;
    }

    private List<String> signIn(int kind, long count) throws SQLException {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        List<String> secrets = new ArrayList<>();
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into web_session (digest, user_id, started_at, seen_at, address)
                values (?, %s, ?, ?, '127.0.0.1')""".formatted(id(kind, "?")))) {
            for (int i = 0; i < count; i++) {
                SessionSecret secret = SessionSecret.generate(random);
                insert.setBytes(1, secret.digest().bytes());
                insert.setLong(2, i);
                insert.setObject(3, now);
                insert.setObject(4, now);
                insert.executeUpdate();
                secrets.add(secret.reveal());
            }
        }
        connection.commit();
        return secrets;
    }

    // The ids ascend and are all digits, which is a valid UUID, so the index of each table grows at its end.
    private static String id(int kind, String number) {
        return "cast('" + kind + "' || lpad(cast(" + number + " as varchar(20)), 31, '0') as uuid)";
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
