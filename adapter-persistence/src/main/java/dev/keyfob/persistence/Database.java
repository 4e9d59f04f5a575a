package dev.keyfob.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.keyfob.application.Ports;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.ApiClients;
import dev.keyfob.application.port.Archive;
import dev.keyfob.application.port.AuditChain;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.AuditSeals;
import dev.keyfob.application.port.ExpiryWatch;
import dev.keyfob.application.port.Identities;
import dev.keyfob.application.port.PasswordHashes;
import dev.keyfob.application.port.PasswordHashing;
import dev.keyfob.application.port.Policies;
import dev.keyfob.application.port.RetiredSecrets;
import dev.keyfob.application.port.SentForms;
import dev.keyfob.application.port.Sessions;
import dev.keyfob.application.port.SignInCounters;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Users;
import dev.keyfob.application.port.WebhookDeliveries;
import dev.keyfob.application.port.WebhookEndpoints;
import dev.keyfob.application.port.WebhookSender;
import dev.keyfob.persistence.audit.AuditKey;
import dev.keyfob.persistence.audit.JdbiAuditChain;
import dev.keyfob.persistence.audit.JdbiAuditLog;
import dev.keyfob.persistence.backup.ArchiveSide;
import dev.keyfob.persistence.backup.ArchiveTables;
import dev.keyfob.persistence.backup.JdbiArchive;
import dev.keyfob.persistence.backup.VersionedDatabase;
import dev.keyfob.persistence.cache.ChangeListener;
import dev.keyfob.persistence.cache.Changes;
import dev.keyfob.persistence.cache.Memories;
import dev.keyfob.persistence.connection.DataDirectory;
import dev.keyfob.persistence.connection.DatabaseTime;
import dev.keyfob.persistence.connection.DatabaseUnavailable;
import dev.keyfob.persistence.connection.Failures;
import dev.keyfob.persistence.connection.FileCompaction;
import dev.keyfob.persistence.connection.JdbiTransactions;
import dev.keyfob.persistence.connection.Postgres;
import dev.keyfob.persistence.connection.PostgresAddress;
import dev.keyfob.persistence.connection.Retry;
import dev.keyfob.persistence.connection.WriteBarrier;
import dev.keyfob.persistence.jdbi.Instants;
import dev.keyfob.persistence.jdbi.JdbiAccessTokens;
import dev.keyfob.persistence.jdbi.JdbiApiClients;
import dev.keyfob.persistence.jdbi.JdbiExpiryWatch;
import dev.keyfob.persistence.jdbi.JdbiIdentities;
import dev.keyfob.persistence.jdbi.JdbiPasswordHashes;
import dev.keyfob.persistence.jdbi.JdbiPolicies;
import dev.keyfob.persistence.jdbi.JdbiRetiredSecrets;
import dev.keyfob.persistence.jdbi.JdbiSentForms;
import dev.keyfob.persistence.jdbi.JdbiSessions;
import dev.keyfob.persistence.jdbi.JdbiSignInCounters;
import dev.keyfob.persistence.jdbi.JdbiUsers;
import dev.keyfob.persistence.jdbi.JdbiWebhookDeliveries;
import dev.keyfob.persistence.jdbi.JdbiWebhookEndpoints;
import dev.keyfob.persistence.schema.Migrations;
import dev.keyfob.persistence.secrets.SealingKey;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The front door: opens the database, brings its schema up to date, and hands out the ports. */
public final class Database implements VersionedDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private static final int CONNECTIONS = 24;

    /** H2's code for a file that another process has open. */
    private static final int IN_USE = 90020;

    private static final String DEMO = "demo";

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A stop takes so much longer at most, to give back what the file does not need. */
    private static final Duration COMPACTION_AT_STOP = Duration.ofSeconds(3);

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final int version;
    private final Memories memories;
    private final Changes changes;
    private final Optional<FileCompaction> compaction;
    private final Runnable afterwards;
    private Optional<DatabaseTime> time = Optional.empty();

    private Database(
            HikariDataSource pool,
            int version,
            Memories memories,
            Changes changes,
            Optional<FileCompaction> compaction,
            Runnable afterwards) {
        this.pool = pool;
        this.version = version;
        this.memories = memories;
        this.changes = changes;
        this.compaction = compaction;
        this.afterwards = afterwards;
        this.jdbi = Failures.translatedOn(pool);
        Instants.registerWith(jdbi);
    }

    /** A database that is gone when it is closed. */
    public static Database inMemory() {
        String place = "mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        return onH2(place, new BrokenDatabase(text -> {}), false, () -> {}, () -> {});
    }

    /** A PostgreSQL database, which other nodes and commands may use at the same time. */
    public static Database onPostgres(PostgresAddress address) {
        return onPostgres(address, () -> {});
    }

    /** {@code onNew} is called before data is made where there is none, and may refuse. */
    public static Database onPostgres(PostgresAddress address, Runnable onNew) {
        String name = Postgres.ownName();
        HikariDataSource pool;
        try {
            pool = upToDate(Postgres.pool(address, name), onNew);
        } catch (PoolInitializationException e) {
            throw new DatabaseUnavailable("The database " + address.shown() + " cannot be used: " + why(e));
        }
        DatabaseTime time = firstReading(pool);
        ChangeListener listener = new ChangeListener(address, name, time);
        Memories memories = Memories.believedWhile(listener::hears, retry(pool));
        Database database = new Database(
                pool, Migrations.NEWEST, memories, Changes.amongNodes(memories), Optional.empty(), listener::close);
        database.time = Optional.of(time);
        listener.start(memories);
        return database;
    }

    private static Retry retry(HikariDataSource pool) {
        return new Retry(() -> pool.getHikariPoolMXBean().softEvictConnections());
    }

    private static DatabaseTime firstReading(HikariDataSource pool) {
        DatabaseTime time = new DatabaseTime();
        try (Connection connection = pool.getConnection()) {
            time.readFrom(connection);
            return time;
        } catch (SQLException e) {
            pool.close();
            throw new DatabaseUnavailable("The database went away while it was opened. Try again.");
        }
    }

    private static Database onH2(
            String place, BrokenDatabase broken, boolean isFile, Runnable afterwards, Runnable onNew) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:" + place);
        config.setConnectionTimeout(5_000);
        config.setExceptionOverride(broken);
        HikariDataSource pool = upToDate(config, onNew);
        // This process makes every change itself, so it hears of all.
        BooleanSupplier isGone = () -> pool.isClosed() || broken.isBroken();
        Memories memories = Memories.believedWhile(() -> !isGone.getAsBoolean(), retry(pool));
        Optional<FileCompaction> compaction = isFile ? Optional.of(new FileCompaction(pool, isGone)) : Optional.empty();
        return new Database(pool, Migrations.NEWEST, memories, Changes.within(memories), compaction, afterwards);
    }

    /** A database in a directory that is there for a while, at an earlier version of the schema. */
    static Database onTheSide(Path directory, int version) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:file:" + DataDirectory.open(directory).database() + ";TRACE_LEVEL_FILE=0");
        HikariDataSource pool = migrated(config, version, () -> {});
        Memories memories = Memories.believedWhile(() -> false, retry(pool));
        return new Database(pool, version, memories, Changes.within(memories), Optional.empty(), () -> {});
    }

    private static HikariDataSource upToDate(HikariConfig config, Runnable onNew) {
        return migrated(config, Migrations.NEWEST, onNew);
    }

    // Where the schema cannot be brought to the version, nothing stays open.
    private static HikariDataSource migrated(HikariConfig config, int version, Runnable onNew) {
        config.setPoolName("keyfob");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        HikariDataSource pool = new HikariDataSource(config);
        try {
            Migrations.bringTo(version, pool, onNew);
            return pool;
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /**
     * The database in a directory, made on first use. A file that another process has open is asked for again for two
     * seconds. When the database breaks (a full disk closes it for good), {@code onBroken} is told once, with a
     * sentence for the operator; from then on every call fails.
     */
    public static Database inDirectory(Path path, Consumer<String> onBroken) {
        return inDirectory(path, "file:", onBroken, () -> {});
    }

    /** {@code onNew} is called before data is made where there is none, and may refuse. Then nothing is made. */
    public static Database inDirectory(Path path, Consumer<String> onBroken, Runnable onNew) {
        if (DataDirectory.isWithoutData(path)) {
            onNew.run();
        }
        return inDirectory(path, "file:", onBroken, onNew);
    }

    /** Is there a database in that directory, or may there be one? */
    public static boolean mayBeIn(Path path) {
        return !DataDirectory.isWithoutData(path);
    }

    /** {@code fileSystem} is H2's name for the kind of file system that the directory is on. */
    static Database inDirectory(Path path, String fileSystem, Consumer<String> onBroken) {
        return inDirectory(path, fileSystem, onBroken, () -> {});
    }

    private static Database inDirectory(Path path, String fileSystem, Consumer<String> onBroken, Runnable onNew) {
        DataDirectory directory = DataDirectory.open(path);
        // WRITE_DELAY=0: a commit that was acknowledged survives the death of the process. No trace file: it holds SQL.
        String place = WriteBarrier.before(fileSystem) + directory.database()
                + ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0;DB_CLOSE_ON_EXIT=FALSE";
        Instant end = Instant.ofEpochMilli(System.nanoTime() / 1_000_000).plus(PATIENCE);
        while (true) {
            try {
                Database database =
                        onH2(place, new BrokenDatabase(onBroken), true, directory::closeFilesToOthers, onNew);
                directory.closeFilesToOthers();
                // Not before: the making of an index in a migration reads what H2 does not know to be needed.
                database.compactFile();
                return database;
            } catch (PoolInitializationException e) {
                if (!isInUse(e)) {
                    throw new DatabaseUnavailable("The database in " + path.toAbsolutePath()
                            + " cannot be opened. Is the disk full, the file damaged, or closed to this user?");
                }
                if (Instant.ofEpochMilli(System.nanoTime() / 1_000_000).isAfter(end)) {
                    throw new DatabaseUnavailable("The data in " + path.toAbsolutePath()
                            + " is in use by another process. Wait until it ends, or give another --data directory.");
                }
                pause();
            }
        }
    }

    /** Every port of the application: those that this database is behind, and the given ones. */
    public Ports ports(
            PasswordHashing passwordHashing, AuditSeals auditSeals, SealingKey webhookKey, WebhookSender sender) {
        return new Ports(
                transactions(),
                accessTokens(),
                retiredSecrets(),
                users(),
                passwordHashes(),
                passwordHashing,
                identities(),
                sessions(),
                sentForms(),
                signInCounters(),
                apiClients(),
                policies(),
                auditLog(auditSeals),
                auditChain(),
                auditSeals,
                archive(),
                expiryWatch(),
                webhookEndpoints(webhookKey),
                webhookDeliveries(),
                sender);
    }

    public AccessTokens accessTokens() {
        return new JdbiAccessTokens(jdbi, memories.tokens(), changes);
    }

    public RetiredSecrets retiredSecrets() {
        return new JdbiRetiredSecrets(jdbi);
    }

    public Users users() {
        return new JdbiUsers(jdbi, changes);
    }

    public PasswordHashes passwordHashes() {
        return new JdbiPasswordHashes(jdbi);
    }

    public Sessions sessions() {
        return new JdbiSessions(jdbi);
    }

    public Identities identities() {
        return new JdbiIdentities(jdbi);
    }

    public SignInCounters signInCounters() {
        return new JdbiSignInCounters(jdbi);
    }

    public SentForms sentForms() {
        return new JdbiSentForms(jdbi);
    }

    public Policies policies() {
        return new JdbiPolicies(jdbi, memories.policies(), changes);
    }

    public ApiClients apiClients() {
        return new JdbiApiClients(jdbi, memories.clients(), changes);
    }

    /** Their secrets are sealed with that key. */
    public WebhookEndpoints webhookEndpoints(SealingKey key) {
        return new JdbiWebhookEndpoints(jdbi, key);
    }

    public WebhookDeliveries webhookDeliveries() {
        return new JdbiWebhookDeliveries(jdbi);
    }

    public ExpiryWatch expiryWatch() {
        return new JdbiExpiryWatch(jdbi);
    }

    public AuditLog auditLog() {
        return auditLog(AuditKey.none());
    }

    public AuditLog auditLog(AuditSeals seals) {
        return new JdbiAuditLog(jdbi, seals);
    }

    public AuditChain auditChain() {
        return new JdbiAuditChain(jdbi);
    }

    /** Refuses a key, or the lack of one, with which nothing could be added to the audit log. */
    public void requireFitting(AuditSeals seals) {
        JdbiAuditLog.Head head = jdbi.withHandle(handle -> JdbiAuditLog.head(handle, ""));
        if (seals.isRight(head.position(), head.seal())) {
            return;
        }
        long next = head.position().number() + 1;
        if (head.seal().isEmpty()) {
            throw new DatabaseUnavailable("No key sealed the records of the audit log up to number "
                    + head.position().number() + ". To seal those that come, set audit.sealed_from to " + next
                    + "; if they should be sealed already, find out first who wrote them.");
        }
        throw new DatabaseUnavailable("The audit log is sealed with a key that audit.key_file does not name. Name the"
                + " right file. If the key is lost, make a new one and set audit.sealed_from to " + next + ".");
    }

    @Override
    public Archive archive() {
        ArchiveSide side = time.isPresent() ? ArchiveSide.postgres() : ArchiveSide.h2();
        return new JdbiArchive(jdbi, changes, side, version, ArchiveTables.CARRIED, Database::onTheSide);
    }

    @Override
    public Transactions transactions() {
        return new JdbiTransactions(jdbi, compaction, retry(pool));
    }

    /** After this time at the latest, whoever uses the same database sees a change. */
    public Duration changesAreSeenWithin() {
        return time.isPresent() ? ChangeListener.BOUND : Duration.ZERO;
    }

    /** The time to go by: on PostgreSQL its own, so that all nodes agree. */
    public InstantSource clock(InstantSource system) {
        return time.map(InstantSource.class::cast).orElse(system);
    }

    /** The newest time that is stored: no clock that is right shows an earlier one. */
    public Instant latestInstant() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        select max(at) from (
                            select max(at) as at from audit_entry
                            union all select max(at) from newest_time
                            union all select max(seen_at) from web_session) as times""").mapTo(Instant.class).findOne().orElse(Instant.EPOCH));
    }

    /** To be called now and then: after a restart no time before this one is believed. */
    public void noteTime(Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("update newest_time set at = :now where id = 1 and at < :now")
                .bind("now", now)
                .execute());
    }

    /** Has the demo made its sample users here? A backup and what is restored from it say the same. */
    public boolean isDemo() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from data_mark where mark = :mark")
                        .bind("mark", DEMO)
                        .mapTo(Long.class)
                        .one()
                > 0);
    }

    /** From now on this is a demo's data. */
    public void markAsDemo() {
        jdbi.useHandle(handle -> handle.createUpdate("insert into data_mark (mark) values (:mark)")
                .bind("mark", DEMO)
                .execute());
    }

    /** To be called every second or so: gives back what H2's file does not need. PostgreSQL does that by itself. */
    public void compactFile() {
        compaction.ifPresent(FileCompaction::step);
    }

    /** To be called now and then: what to tell the operator where H2's file is many times its data all the same. */
    public Optional<String> fileWarning() {
        return compaction.flatMap(FileCompaction::warning);
    }

    /** Can it be asked right now? */
    public boolean isReady() {
        try {
            return retry(pool)
                    .question(() -> jdbi.withHandle(handle ->
                            handle.createQuery("select 1").mapTo(Integer.class).one() == 1));
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Tells every statement before it is made. */
    void tell(SqlLogger logger) {
        jdbi.setSqlLogger(logger);
    }

    @Override
    public void close() {
        try {
            compaction.ifPresent(each -> each.finish(COMPACTION_AT_STOP));
        } catch (RuntimeException e) {
            LOG.warn("The database file was not compacted: {}", e.getClass().getName());
        } finally {
            pool.close();
            afterwards.run();
        }
    }

    private static String why(PoolInitializationException e) {
        String state =
                e.getCause() instanceof SQLException cause && cause.getSQLState() != null ? cause.getSQLState() : "";
        if (state.equals("3D000")) {
            return "there is no such database. Make it first: createdb.";
        }
        if (state.equals("57P03")) {
            return "it is starting or stopping. Try again shortly.";
        }
        // Class 53: it has no room.
        if (state.startsWith("53")) {
            return "it has no connection left. Keyfob takes up to " + (CONNECTIONS + 1)
                    + " for each server: raise max_connections, or let fewer programs use it.";
        }
        if (state.equals("42501")) {
            return "this user may not connect to it. Allow it: grant connect on database.";
        }
        // Class 28: who asks is not known, or gave the wrong password.
        if (state.startsWith("28")) {
            return "it does not let this user in. Check the user and the password file.";
        }
        // A password or encryption is missing on one side.
        return state.equals("08004")
                ? "it does not let this user in. Check the user, the password file, and whether it is encrypted as the"
                        + " address asks (sslmode)."
                : "nothing answers there. Check the address, and whether PostgreSQL runs.";
    }

    private static boolean isInUse(PoolInitializationException e) {
        return e.getCause() instanceof SQLException cause && cause.getErrorCode() == IN_USE;
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("Opening the database was interrupted.");
        }
    }

    /** Notices an H2 that has closed itself: it never comes back while one connection to it is left. */
    private static final class BrokenDatabase implements SQLExceptionOverride {

        /** Closed, input/output failed, file corrupted, disk full. */
        private static final Set<Integer> CODES = Set.of(90098, 90121, 90028, 90030, 90031, 90100);

        private final Consumer<String> onBroken;
        private final AtomicBoolean told = new AtomicBoolean();

        BrokenDatabase(Consumer<String> onBroken) {
            this.onBroken = onBroken;
        }

        boolean isBroken() {
            return told.get();
        }

        @java.lang.Override
        public Override adjudicate(SQLException e) {
            if (CODES.contains(e.getErrorCode()) && told.compareAndSet(false, true)) {
                onBroken.accept("The database has closed itself (H2 error " + e.getErrorCode()
                        + "). The disk may be full: make room, then start again. Nothing acknowledged is lost.");
            }
            return Override.CONTINUE_EVICT;
        }
    }
}
