package dev.keyfob.persistence;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.audit.AuditVerdict;
import dev.keyfob.application.audit.CutAudit;
import dev.keyfob.application.audit.VerifyAudit;
import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.count.Counts;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.AuditMac;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.ChainFault;
import dev.keyfob.domain.audit.ChainPosition;
import dev.keyfob.domain.audit.StoredEntry;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import dev.keyfob.persistence.audit.AuditRows;
import dev.keyfob.persistence.audit.HmacAuditMac;
import dev.keyfob.persistence.connection.DatabaseUnavailable;
import dev.keyfob.persistence.schema.Migrations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes the audit log with SQL, and checks that the verification finds each change. Runs on a real database. */
abstract class AuditTampering {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00.123456Z");
    private static final int RECORDS = 12;
    private static final List<String> TEXTS = List.of(
            "actor_kind",
            "actor_id",
            "actor_name",
            "actor_owner",
            "action",
            "subject_kind",
            "subject_id",
            "subject_name",
            "subject_owner",
            "address");
    private static final HmacAuditMac KEY = HmacAuditMac.of("k".repeat(32).getBytes(), 1);

    private final Random chance = new Random(20261124);
    private Database database;
    private Connection forger;

    /** Opens the database of this test, which is empty at first. */
    abstract Database open();

    /** Connects to the database without Keyfob, as its administrator. */
    abstract Connection direct() throws SQLException;

    @BeforeEach
    void write() throws SQLException {
        database = open();
        forger = direct();
        append(database.auditLog(), RECORDS);
    }

    @AfterEach
    void close() throws SQLException {
        forger.close();
        database.close();
    }

    @Test
    void any_one_character_of_any_text_of_any_record_is_found() throws SQLException {
        copy();
        for (String column : TEXTS) {
            for (int number = 1; number <= RECORDS; number++) {
                String text = text(column, number);
                int at = text.isEmpty() ? 0 : chance.nextInt(text.length());
                String changed = text.isEmpty()
                        ? "x"
                        : text.substring(0, at) + (char) (text.charAt(at) ^ 1) + text.substring(at + 1);
                update("update audit_entry set " + column + " = ? where number = ?", changed, number);

                assertFault(number, ChainFault.Kind.CHANGED);
                restore();
            }
        }
        assertThat(verify().isIntact()).isTrue();
    }

    @Test
    void any_one_byte_of_the_other_columns_of_any_record_is_found() throws SQLException {
        copy();
        for (int number = 1; number <= RECORDS; number++) {
            byte[] hash = bytes(number);
            hash[chance.nextInt(hash.length)] ^= (byte) (1 << chance.nextInt(8));
            update("update audit_entry set hash = ? where number = ?", hash, number);
            assertFault(number, ChainFault.Kind.CHANGED);
            restore();

            update("update audit_entry set succeeded = not succeeded where number = ?", number);
            assertFault(number, ChainFault.Kind.CHANGED);
            restore();

            update("update audit_entry set id = ? where number = ?", UUID.randomUUID(), number);
            assertFault(number, ChainFault.Kind.CHANGED);
            restore();

            update(
                    "update audit_entry set at = ? where number = ?",
                    time(number).plus(1, ChronoUnit.MICROS),
                    number);
            assertFault(number, ChainFault.Kind.CHANGED);
            restore();

            update("update audit_entry set seal = ? where number = ?", new byte[] {1}, number);
            assertFault(number, ChainFault.Kind.UNSEALED);
            restore();

            update("update audit_entry set number = ? where number = ?", number + 1L << 33, number);
            assertFault(number, number == RECORDS ? ChainFault.Kind.TRUNCATED : ChainFault.Kind.MISSING);
            restore();
        }
        assertThat(verify().isIntact()).isTrue();
    }

    @Test
    void removing_changing_places_adding_and_cutting_short_are_found() throws SQLException {
        copy();
        for (int number = 1; number < RECORDS; number++) {
            update("delete from audit_entry where number = ?", number);
            assertFault(number, ChainFault.Kind.MISSING);
            restore();

            int other = number + 1 + chance.nextInt(RECORDS - number);
            update("update audit_entry set number = 0 where number = ?", number);
            update("update audit_entry set number = ? where number = ?", number, other);
            update("update audit_entry set number = ? where number = 0", other);
            assertFault(number, ChainFault.Kind.OUT_OF_ORDER);
            restore();

            update("delete from audit_entry where number >= ?", number);
            assertFault(number, ChainFault.Kind.TRUNCATED);
            restore();
        }
        insertCopyOf(5, RECORDS + 1L);
        assertFault(RECORDS + 1, ChainFault.Kind.EXTRA);
        restore();
        insertCopyOf(5, 0L);
        assertFault(0, ChainFault.Kind.EXTRA);
        restore();

        execute("drop index audit_entry_number");
        insertCopyOf(5, 5L);
        assertThat(verify().fault().orElseThrow().number()).isEqualTo(5);
        restore();
        execute("alter table audit_entry alter column number drop not null");
        insertCopyOf(5, null);
        assertThat(verify().fault().orElseThrow().kind()).isEqualTo(ChainFault.Kind.EXTRA);
    }

    // After a fully consistent forgery, the head differs from the one that was kept.
    @Test
    void a_log_written_anew_is_found_by_the_kept_head_and_by_the_key() throws SQLException {
        ChainPosition kept = database.auditChain().ends().head();
        AuditLog sealed = database.auditLog(HmacAuditMac.of("k".repeat(32).getBytes(), RECORDS + 1));
        append(sealed, 3);
        HmacAuditMac key = HmacAuditMac.of("k".repeat(32).getBytes(), RECORDS + 1);
        assertThat(verify(key).isIntact()).isTrue();

        rewriteFrom(3);

        assertThat(verify(HmacAuditMac.none()).fault().orElseThrow().kind()).isEqualTo(ChainFault.Kind.UNSEALED);
        assertThat(verify(key).fault().orElseThrow().number()).isEqualTo(RECORDS + 1);
        assertThat(verify(key).fault().orElseThrow().kind()).isEqualTo(ChainFault.Kind.UNSEALED);
        execute("update audit_entry set seal = null");
        assertThat(verify(HmacAuditMac.none()).isIntact()).isTrue();
        assertThat(verify(key).isIntact()).isFalse();
        assertThat(new VerifyAudit(database.auditChain(), HmacAuditMac.none())
                        .verify(OPERATOR, Optional.of(kept), done -> {})
                        .isGood())
                .isFalse();
    }

    @Test
    void with_another_key_or_none_nothing_is_changed() {
        AuditLog sealed = database.auditLog(HmacAuditMac.of("k".repeat(32).getBytes(), RECORDS + 1));
        append(sealed, 1);
        User alice = User.joining(new Email("alice@example.com"), Set.of(), NOW);

        for (AuditMac wrong :
                List.of(HmacAuditMac.none(), HmacAuditMac.of("x".repeat(32).getBytes(), RECORDS + 1))) {
            assertThatThrownBy(() -> database.transactions().inOne(() -> {
                        database.users().add(alice);
                        append(database.auditLog(wrong), 1);
                    }))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.AUDIT_KEY_WRONG));
            assertThatThrownBy(() -> database.requireMatchingKey(wrong))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining("audit.sealed_from to " + (RECORDS + 2));
        }
        assertThat(database.users().find(alice.id())).isEmpty();
        // The operator lost the old key and made a new one, which covers only later records.
        append(database.auditLog(HmacAuditMac.of("x".repeat(32).getBytes(), RECORDS + 2)), 1);
        assertThat(verify(HmacAuditMac.of("x".repeat(32).getBytes(), RECORDS + 2))
                        .isIntact())
                .isTrue();
    }

    @Test
    void a_key_for_a_log_that_none_sealed_asks_from_where_on() {
        assertThatThrownBy(() -> database.requireMatchingKey(KEY))
                .hasMessageContaining("set audit.sealed_from to " + (RECORDS + 1));
        database.requireMatchingKey(HmacAuditMac.of("k".repeat(32).getBytes(), RECORDS + 1));
        database.requireMatchingKey(HmacAuditMac.none());
    }

    @Test
    void a_cut_is_intact_at_every_moment_and_what_goes_beyond_it_is_found() throws SQLException {
        database.transactions().inOne(() -> append(database.auditLog(), 2500));
        VerifyAudit verifyAudit = new VerifyAudit(database.auditChain(), HmacAuditMac.none());
        InstantSource later = () -> NOW.plus(Duration.ofDays(500));
        AuditedChanges changes = new AuditedChanges(
                database.transactions(),
                database.auditLog(),
                new ChangeLimit(new Counts(), later),
                (entry, subject) -> {},
                later);
        CutAudit cut = new CutAudit(
                changes, database.transactions(), database.auditChain(), verifyAudit, Duration.ofDays(1), later);
        Instant before = NOW.plus(Duration.ofDays(400));
        long count = cut.count(OPERATOR, before);

        // Simulates a power cut after the first batch.
        assertThatThrownBy(() -> cut.cut(OPERATOR, before, "admin@example.com", gone -> {
                    throw new IllegalStateException("the power went");
                }))
                .hasMessage("the power went");
        assertThat(verify().fault()).isEmpty();
        assertThat(cut.count(OPERATOR, before)).isEqualTo(count - 1000);
        assertThat(cut.cut(OPERATOR, before, "admin@example.com", gone -> {})).isEqualTo(count - 1000);
        append(database.auditLog(), 3);

        assertThat(verify().fault()).isEmpty();
        assertThat(verify().ends().base().number()).isEqualTo(count);
        database.auditChain().removeFirst(1, count + 1);
        assertFault(1, ChainFault.Kind.MISSING);
    }

    // A change that cannot be recorded in the audit log is not made. This applies to a missing head too.
    @Test
    void without_the_head_nothing_is_changed() throws SQLException {
        execute("delete from audit_head");
        User alice = User.joining(new Email("alice@example.com"), Set.of(), NOW);

        assertThatThrownBy(() -> database.transactions().inOne(() -> {
                    database.users().add(alice);
                    append(database.auditLog(), 1);
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(database.users().find(alice.id())).isEmpty();
    }

    /** Creates a database whose schema is older than the chain. */
    void asBeforeTheChain(String url, String user) throws SQLException {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(url, user, "")
                .locations("classpath:db/migration")
                .table(Migrations.HISTORY)
                .target("7")
                .load()
                .migrate();
    }

    /** Fills an audit log that is older than the chain, and returns the owner of the token in it. */
    static UUID fillAsBefore(Connection connection) throws SQLException {
        UUID owner = UUID.randomUUID();
        UUID token = UUID.randomUUID();
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into app_user (id, email, roles, created_at) values ('" + owner
                    + "', 'alice@example.com', '', timestamp with time zone '2026-01-01 00:00:00+00')");
            statement.execute(
                    "insert into access_token (id, owner_id, name, folded_name, digest, hint, created_at) values ('"
                            + token + "', '" + owner + "', 'CI', 'ci', cast('x' as bytea), '',"
                            + " timestamp with time zone '2026-01-01 00:00:00+00')");
            for (int i = 0; i < 2100; i++) {
                statement.addBatch("insert into audit_entry (id, at, actor_kind, actor_id, actor_name, action,"
                        + " subject_kind, subject_id, subject_name, succeeded, address) values ('" + UUID.randomUUID()
                        + "', timestamp with time zone '2026-01-01 00:00:" + "%02d".formatted(i % 60)
                        + "+00', 'USER', '" + owner + "', 'alice@example.com', 'TOKEN_CREATED', 'TOKEN', '" + token
                        + "', 'CI', true, '192.0.2.1')");
            }
            statement.executeBatch();
        }
        return owner;
    }

    static void assertChained(Database upgraded, UUID owner) {
        append(upgraded.auditLog(), 2);
        AuditVerdict verdict = new VerifyAudit(upgraded.auditChain(), HmacAuditMac.none())
                .verify(OPERATOR, Optional.empty(), done -> {});
        assertThat(verdict.fault()).isEmpty();
        assertThat(verdict.ends().count()).isEqualTo(2102);
        assertThat(upgraded.auditChain().read(0, 2100))
                .allSatisfy(record -> {
                    AuditEntry entry = record.entry().orElseThrow();
                    assertThat(entry.actor().owner()).isEqualTo(owner.toString());
                    assertThat(entry.subject().owner()).isEqualTo(owner.toString());
                })
                .extracting(StoredEntry::at)
                .isSorted();
    }

    private static void append(AuditLog log, int entries) {
        for (int i = 0; i < entries; i++) {
            log.append(new AuditEntry(
                    UUID.randomUUID(),
                    NOW.plusSeconds(i),
                    new AuditParty(AuditParty.Kind.USER, "an id", "alice@example.com", "an owner"),
                    AuditAction.TOKEN_CREATED,
                    new AuditParty(AuditParty.Kind.TOKEN, UUID.randomUUID().toString(), "=Ünï " + i, ""),
                    i % 3 > 0,
                    i % 2 == 0 ? "192.0.2.1" : ""));
        }
    }

    // Hashes all records from there on again, as a forger without the key would.
    private void rewriteFrom(int first) throws SQLException {
        update("update audit_entry set actor_name = ? where number = ?", "mallory", first);
        ChainPosition at = database.auditChain().read(first - 2, 1).get(0).position();
        for (StoredEntry record : database.auditChain().read(first - 1, 1000)) {
            at = at.next(record.entry().orElseThrow()).orElseThrow();
            update("update audit_entry set hash = ? where number = ?", AuditRows.bytes(at.hash()), record.number());
        }
        update("update audit_head set hash = ? where id = 1", AuditRows.bytes(at.hash()));
    }

    private void assertFault(long number, ChainFault.Kind kind) {
        ChainFault fault = verify().fault().orElseThrow();
        assertThat(fault.number()).as(fault.explanation()).isEqualTo(number);
        assertThat(fault.kind()).as(fault.explanation()).isEqualTo(kind);
    }

    private AuditVerdict verify() {
        return verify(HmacAuditMac.none());
    }

    private AuditVerdict verify(AuditMac seals) {
        return new VerifyAudit(database.auditChain(), seals).verify(OPERATOR, Optional.empty(), done -> {});
    }

    private void copy() throws SQLException {
        execute("create table audit_copy as select * from audit_entry");
    }

    private void restore() throws SQLException {
        execute("delete from audit_entry");
        execute("insert into audit_entry (" + COLUMNS + ") select " + COLUMNS + " from audit_copy");
    }

    private static final String COLUMNS = "id, at, succeeded, number, hash, seal, " + String.join(", ", TEXTS);

    private void insertCopyOf(int number, Long as) throws SQLException {
        String columns = COLUMNS.replace("id, at, succeeded, number, ", "");
        update(
                "insert into audit_entry (id, at, succeeded, number, " + columns + ") select ?, at, succeeded, "
                        + (as == null ? "null" : Long.toString(as)) + ", " + columns
                        + " from audit_entry where number = ?",
                UUID.randomUUID(),
                number);
    }

    private String text(String column, int number) throws SQLException {
        return one("select " + column + " from audit_entry where number = " + number, String.class);
    }

    private byte[] bytes(int number) throws SQLException {
        return one("select hash from audit_entry where number = " + number, byte[].class);
    }

    private OffsetDateTime time(int number) throws SQLException {
        return one("select at from audit_entry where number = " + number, OffsetDateTime.class);
    }

    private <T> T one(String sql, Class<T> type) throws SQLException {
        try (Statement statement = forger.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return type == byte[].class ? type.cast(row.getBytes(1)) : row.getObject(1, type);
        }
    }

    private void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = forger.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            assertThat(statement.executeUpdate()).as(sql).isPositive();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = forger.createStatement()) {
            statement.execute(sql);
        }
    }
}
