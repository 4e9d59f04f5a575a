package dev.keyfob.persistence;

import dev.keyfob.application.Ports;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.ApiClients;
import dev.keyfob.application.port.Archive;
import dev.keyfob.application.port.AuditChain;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.AuditMac;
import dev.keyfob.application.port.ExpiryWatch;
import dev.keyfob.application.port.Identities;
import dev.keyfob.application.port.IssuedCodes;
import dev.keyfob.application.port.MailChoices;
import dev.keyfob.application.port.MailDigests;
import dev.keyfob.application.port.MailSender;
import dev.keyfob.application.port.Mails;
import dev.keyfob.application.port.PasswordHashes;
import dev.keyfob.application.port.PasswordHashing;
import dev.keyfob.application.port.PickUps;
import dev.keyfob.application.port.Policies;
import dev.keyfob.application.port.RetiredSecrets;
import dev.keyfob.application.port.Sessions;
import dev.keyfob.application.port.SetupCodes;
import dev.keyfob.application.port.SignInCounters;
import dev.keyfob.application.port.SubmittedForms;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Users;
import dev.keyfob.application.port.WebhookDeliveries;
import dev.keyfob.application.port.WebhookSender;
import dev.keyfob.application.port.Webhooks;
import dev.keyfob.persistence.audit.HmacAuditMac;
import dev.keyfob.persistence.audit.JdbiAuditChain;
import dev.keyfob.persistence.audit.JdbiAuditLog;
import dev.keyfob.persistence.audit.SeenHistory;
import dev.keyfob.persistence.backup.ArchiveTables;
import dev.keyfob.persistence.backup.JdbiArchive;
import dev.keyfob.persistence.backup.VersionedDatabase;
import dev.keyfob.persistence.cache.CacheStats;
import dev.keyfob.persistence.cache.Caches;
import dev.keyfob.persistence.cache.Invalidations;
import dev.keyfob.persistence.connection.DataDirectory;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import dev.keyfob.persistence.connection.Timeouts;
import dev.keyfob.persistence.jdbi.FutureTimestampRepair;
import dev.keyfob.persistence.jdbi.JdbiAccessTokens;
import dev.keyfob.persistence.jdbi.JdbiApiClients;
import dev.keyfob.persistence.jdbi.JdbiExpiryWatch;
import dev.keyfob.persistence.jdbi.JdbiIdentities;
import dev.keyfob.persistence.jdbi.JdbiIssuedCodes;
import dev.keyfob.persistence.jdbi.JdbiMailChoices;
import dev.keyfob.persistence.jdbi.JdbiMailDigests;
import dev.keyfob.persistence.jdbi.JdbiMails;
import dev.keyfob.persistence.jdbi.JdbiPasswordHashes;
import dev.keyfob.persistence.jdbi.JdbiPickUps;
import dev.keyfob.persistence.jdbi.JdbiPolicies;
import dev.keyfob.persistence.jdbi.JdbiRetiredSecrets;
import dev.keyfob.persistence.jdbi.JdbiSessions;
import dev.keyfob.persistence.jdbi.JdbiSignInCounters;
import dev.keyfob.persistence.jdbi.JdbiSubmittedForms;
import dev.keyfob.persistence.jdbi.JdbiUsers;
import dev.keyfob.persistence.jdbi.JdbiWebhookDeliveries;
import dev.keyfob.persistence.jdbi.JdbiWebhooks;
import dev.keyfob.persistence.schema.Migrations;
import dev.keyfob.persistence.secrets.SealingKey;
import dev.keyfob.persistence.secrets.SetupCodeFile;
import dev.keyfob.persistence.store.DatabaseDiagnostics;
import dev.keyfob.persistence.store.H2Store;
import dev.keyfob.persistence.store.PoolUse;
import dev.keyfob.persistence.store.PostgresStore;
import dev.keyfob.persistence.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;

/** Opens the database, brings its schema up to date, and provides the ports of the application. */
public final class Database implements VersionedDatabase {

    private static final String DEMO = "demo";

    private final Store store;
    private final SetupCodes setupCodes;
    private final int version;
    private final Jdbi jdbi;
    private final Caches caches;
    private final Invalidations invalidations;
    private final SeenHistory seenHistory = new SeenHistory();

    private Database(Store store, int version) {
        this(store, version, SetupCodeFile.none());
    }

    private Database(Store store, int version, SetupCodes setupCodes) {
        this.store = store;
        this.setupCodes = setupCodes;
        this.version = version;
        this.jdbi = store.jdbi();
        this.caches = store.caches();
        this.invalidations = store.invalidations();
    }

    /** Opens a database in memory. Its data is lost when it is closed. */
    public static Database inMemory() {
        return new Database(H2Store.inMemory(), Migrations.NEWEST);
    }

    /** Opens a PostgreSQL database, which other nodes and commands may use at the same time. */
    public static Database onPostgres(PostgresConnectionInfo address) {
        return onPostgres(address, () -> {});
    }

    /**
     * Opens a PostgreSQL database. If it has no data yet, {@code onNew} is called first. If that throws, nothing is
     * created.
     */
    public static Database onPostgres(PostgresConnectionInfo address, Runnable onNew) {
        return onPostgres(address, onNew, Timeouts.OF_POSTGRES);
    }

    static Database onPostgres(PostgresConnectionInfo address, Runnable onNew, Timeouts timeouts) {
        return new Database(PostgresStore.open(address, onNew, timeouts), Migrations.NEWEST);
    }

    /** Opens a database in a temporary directory, at the given version of the schema. */
    static Database temporary(Path directory, int version) {
        return new Database(H2Store.temporary(directory, version), version);
    }

    /**
     * Opens the database in a directory and creates it on first use. If another process has the file open, opening is
     * retried for two seconds. If H2 closes the database after an error such as a full disk, {@code onBroken} is called
     * once with a sentence for the operator. From then on every call fails.
     */
    public static Database inDirectory(Path path, Consumer<String> onBroken) {
        return inDirectory(path, "file:", onBroken, Timeouts.OF_H2);
    }

    /**
     * Opens the database in a directory. If there is no data yet, {@code onNew} is called first. If that throws,
     * nothing is created.
     */
    public static Database inDirectory(Path path, Consumer<String> onBroken, Runnable onNew) {
        if (DataDirectory.isWithoutData(path)) {
            onNew.run();
        }
        return new Database(
                H2Store.inDirectory(path, "file:", onBroken, onNew, Timeouts.OF_H2),
                Migrations.NEWEST,
                SetupCodeFile.inDirectory(path));
    }

    /**
     * Opens the database in a directory. {@code fileSystem} is H2's prefix for the file system, such as {@code file:}.
     */
    static Database inDirectory(Path path, String fileSystem, Consumer<String> onBroken, Timeouts timeouts) {
        return new Database(H2Store.inDirectory(path, fileSystem, onBroken, () -> {}, timeouts), Migrations.NEWEST);
    }

    /** Returns whether the directory contains a database. Returns true if that cannot be determined. */
    public static boolean mayBeIn(Path path) {
        return !DataDirectory.isWithoutData(path);
    }

    /** Inspects the data in that directory and changes nothing. */
    public static DatabaseDiagnostics inspect(Path directory) {
        return DatabaseDiagnostics.inDirectory(directory);
    }

    /** Inspects the data of that database and changes nothing. {@code here} is this machine's clock. */
    public static DatabaseDiagnostics inspect(PostgresConnectionInfo address, InstantSource here) {
        return DatabaseDiagnostics.onPostgres(address, here);
    }

    /** Returns every port of the application: those that this database implements, and the given ones. */
    public Ports ports(
            PasswordHashing passwordHashing,
            AuditMac auditMac,
            SealingKey webhookKey,
            WebhookSender sender,
            MailSender mailSender) {
        return new Ports(
                transactions(),
                accessTokens(),
                retiredSecrets(),
                pickUps(),
                users(),
                passwordHashes(),
                passwordHashing,
                identities(),
                sessions(),
                submittedForms(),
                issuedCodes(),
                setupCodes,
                signInCounters(),
                apiClients(),
                policies(),
                auditLog(auditMac),
                auditChain(),
                auditMac,
                archive(),
                expiryWatch(),
                webhooks(webhookKey),
                webhookDeliveries(),
                sender,
                mails(),
                digests(),
                mailChoices(),
                mailSender);
    }

    public AccessTokens accessTokens() {
        return new JdbiAccessTokens(jdbi, caches.tokens(), invalidations);
    }

    public RetiredSecrets retiredSecrets() {
        return new JdbiRetiredSecrets(jdbi);
    }

    public PickUps pickUps() {
        return new JdbiPickUps(jdbi);
    }

    public Users users() {
        return new JdbiUsers(jdbi, invalidations);
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

    public SubmittedForms submittedForms() {
        return new JdbiSubmittedForms(jdbi);
    }

    public IssuedCodes issuedCodes() {
        return new JdbiIssuedCodes(jdbi);
    }

    public Policies policies() {
        return new JdbiPolicies(jdbi, caches.policies(), invalidations);
    }

    public ApiClients apiClients() {
        return new JdbiApiClients(jdbi, caches.clients(), invalidations);
    }

    /** Returns the webhooks. Their signing secrets are encrypted with that key. */
    public Webhooks webhooks(SealingKey key) {
        return new JdbiWebhooks(jdbi, key);
    }

    public WebhookDeliveries webhookDeliveries() {
        return new JdbiWebhookDeliveries(jdbi);
    }

    public Mails mails() {
        return new JdbiMails(jdbi);
    }

    public MailDigests digests() {
        return new JdbiMailDigests(jdbi);
    }

    public MailChoices mailChoices() {
        return new JdbiMailChoices(jdbi);
    }

    public ExpiryWatch expiryWatch() {
        return new JdbiExpiryWatch(jdbi);
    }

    public AuditLog auditLog() {
        return auditLog(HmacAuditMac.none());
    }

    public AuditLog auditLog(AuditMac seals) {
        return new JdbiAuditLog(jdbi, seals, seenHistory);
    }

    public AuditChain auditChain() {
        return new JdbiAuditChain(jdbi);
    }

    /**
     * Checks that the latest audit record that this process saw is still in the database. Call this every few seconds.
     *
     * @return the number of the missing record, once for each loss
     */
    public OptionalLong lookForSeenHistory() {
        return seenHistory.lookFor(new JdbiAuditChain(jdbi));
    }

    /** Returns a warning for the operator if the database has lost an audit record that this process saw. */
    public Optional<String> historyWarning() {
        OptionalLong lost = seenHistory.lost();
        return lost.isPresent()
                ? Optional.of("Record " + lost.getAsLong()
                        + " of the audit log is missing: the database is older than what this node has seen.")
                : Optional.empty();
    }

    /** Throws if nothing could be added to the audit log with this key, or without one. */
    public void requireMatchingKey(AuditMac seals) {
        new JdbiAuditLog(jdbi, seals, seenHistory).requireFittingKey();
    }

    @Override
    public Archive archive() {
        return new JdbiArchive(
                jdbi, invalidations, store.backupDialect(), version, ArchiveTables.INCLUDED, Database::temporary);
    }

    @Override
    public Transactions transactions() {
        return store.transactions();
    }

    /** Returns the longest time until every node that uses this database sees a change. */
    public Duration changesAreSeenWithin() {
        return store.changesAreSeenWithin();
    }

    /**
     * Returns a warning for the operator while changes by other nodes do not arrive, so that every token is looked up.
     */
    public Optional<String> channelWarning() {
        return store.channelWarning();
    }

    /**
     * Returns the age of the latest proof that changes by other nodes arrive, or empty with H2, which has no other
     * nodes.
     */
    public Optional<Duration> channelAge() {
        return store.channelAge();
    }

    /** Returns how the connections are used right now. */
    public PoolUse poolUse() {
        return store.poolUse();
    }

    /** Returns how each cache was used since the start. */
    public List<CacheStats> cacheUses() {
        return caches.uses();
    }

    /** Returns the clock to use: PostgreSQL's own, so that all nodes agree, or the given one with H2. */
    public InstantSource clock(InstantSource system) {
        return store.clock(system);
    }

    /** Returns the newest stored time. A correct clock never shows an earlier one. */
    public Instant latestInstant() {
        return jdbi.withHandle(handle -> handle.createQuery("select at from newest_time where id = 1")
                .mapTo(Instant.class)
                .one());
    }

    /** Stores the time, so that the clock does not start earlier after a restart. Call this at an interval. */
    public void noteTime(Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("update newest_time set at = :now where id = 1 and at < :now")
                .bind("now", now)
                .execute());
    }

    /** Overwrites the stored time, which came from a wrong clock. */
    public void resetTime(Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("update newest_time set at = :now where id = 1")
                .bind("now", now)
                .execute());
    }

    /**
     * Corrects what a clock that was ahead stored: sessions that begin in the future, uses that would keep an idle
     * token alive, and marks of how far expiring tokens were announced.
     */
    public void forgetTimesAfter(Instant now) {
        transactions()
                .inOne(() -> jdbi.useHandle(handle -> {
                    new FutureTimestampRepair(handle, now).repair();
                    // Cached tokens contain their last use.
                    invalidations.publish(handle, Caches.EVERYTHING);
                }));
    }

    /** Returns whether this is data of the demo. Backups contain this mark. */
    public boolean isDemo() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from data_mark where mark = :mark")
                        .bind("mark", DEMO)
                        .mapTo(Long.class)
                        .one()
                > 0);
    }

    /** Marks this data as the demo's. Returns false, and marks nothing, if there is already a user. */
    public boolean markAsDemo() {
        return jdbi.withHandle(
                handle -> handle.createUpdate("""
                                insert into data_mark (mark)
                                select cast(:mark as varchar(20))
                                    where not exists (select 1 from app_user)""").bind("mark", DEMO).execute() == 1);
    }

    /** Frees unused space in H2's file. Call this about every second. PostgreSQL needs no such call. */
    public void compactFile() {
        store.compactFile();
    }

    /** Returns a warning for the operator if H2's file is many times larger than its data. Call this now and then. */
    public Optional<String> fileWarning() {
        return store.fileWarning();
    }

    /** The condition of the database. */
    public enum Condition {
        READY,
        /**
         * The database answers, but its schema is older than this program needs, because an earlier copy was restored.
         */
        NOT_MIGRATED,
        UNREACHABLE
    }

    /**
     * Returns the current condition. If the database hangs, this takes seconds. A newer schema also counts as ready.
     */
    public Condition condition() {
        try {
            int applied = store.retry().question(() -> jdbi.withHandle(Migrations::newestApplied));
            return applied >= version ? Condition.READY : Condition.NOT_MIGRATED;
        } catch (RuntimeException e) {
            return Condition.UNREACHABLE;
        }
    }

    /** Passes every statement to the logger before it is executed. */
    void tell(SqlLogger logger) {
        jdbi.setSqlLogger(logger);
    }

    @Override
    public void close() {
        store.close();
    }
}
