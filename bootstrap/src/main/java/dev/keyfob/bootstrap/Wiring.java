package dev.keyfob.bootstrap;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.Ports;
import dev.keyfob.application.UseCaseSettings;
import dev.keyfob.application.UseCases;
import dev.keyfob.application.port.MailSender;
import dev.keyfob.application.port.WebhookSender;
import dev.keyfob.bootstrap.metrics.Metrics;
import dev.keyfob.cli.Cli;
import dev.keyfob.cli.doctor.CheckResult;
import dev.keyfob.cli.doctor.DoctorNonce;
import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.outbox.RetrySchedule;
import dev.keyfob.mail.NoMailServer;
import dev.keyfob.mail.SmtpMailSender;
import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.connection.DatabaseUnavailable;
import dev.keyfob.persistence.secrets.Argon2PasswordHashing;
import dev.keyfob.web.Readiness;
import dev.keyfob.web.WebConfig;
import dev.keyfob.web.site.Site;
import dev.keyfob.webhook.HttpWebhookSender;
import java.net.ProxySelector;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates all objects of the application, from top to bottom: the adapters, then the settings of the use cases, then
 * the use cases.
 */
final class Wiring implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    final Database database;
    final Settings settings;
    final SecureRandom random = new SecureRandom();
    final MonotonicClock clock;
    final UseCases useCases;
    final WebhookSender webhookSender;
    final MailSender mailSender;
    private final ReadinessProbe readinessProbe;

    Wiring(Database database, Settings settings) {
        this(database, settings, RetrySchedule.standard(), HttpWebhookSender.TIMEOUT);
    }

    Wiring(Database database, Settings settings, RetrySchedule retries, Duration patience) {
        this.database = database;
        this.settings = settings;
        clock = new MonotonicClock(database.clock(InstantSource.system()), System::nanoTime, database.latestInstant());
        readinessProbe = new ReadinessProbe(database, clock::isAheadOfSystem);

        // Requests to identity providers and for GitHub's keys use the default selector.
        settings.outboundProxy().ifPresent(ProxySelector::setDefault);
        webhookSender = new HttpWebhookSender(
                settings.webhookReach(), patience, settings.outboundProxy().orElseGet(() -> ProxySelector.of(null)));
        mailSender = settings.mailServer().<MailSender>map(SmtpMailSender::new).orElseGet(NoMailServer::new);
        Ports ports = database.ports(
                new Argon2PasswordHashing(), settings.auditMac(), settings.webhookKey(), webhookSender, mailSender);
        UseCaseSettings useCaseSettings = new UseCaseSettings(
                settings.tokenSettings(),
                settings.sessionLimits(),
                settings.accountSettings(),
                retries,
                settings.expiryWarningDays(),
                settings.auditKept(),
                settings.wrongSecretLimits(),
                settings.mailSettings());
        useCases = new UseCases(ports, useCaseSettings, random, clock);
    }

    /** Opens the data that the settings name. Refuses if there is none. */
    static Wiring on(Settings settings, Consumer<String> onBroken) {
        return on(settings, onBroken, () -> {
            throw noData(settings);
        });
    }

    /**
     * Opens the data that the settings name. If there is none, creates it and passes a message about that to {@code
     * onNew}.
     */
    static Wiring onNewOrExisting(Settings settings, Consumer<String> onBroken, Consumer<String> onNew) {
        AtomicBoolean isNew = new AtomicBoolean();
        Wiring wiring = on(settings, onBroken, () -> isNew.set(true));
        if (isNew.get()) {
            onNew.accept("There was no Keyfob data in " + settings.place() + " yet. It is made now.");
        }
        return wiring;
    }

    static Refusal noData(Settings settings) {
        return new Refusal(
                Reason.DATA_NOT_FOUND,
                "There is no Keyfob data in " + settings.place()
                        + ". Check the name. The commands serve, demo, user add and db import create new data.");
    }

    private static Wiring on(Settings settings, Consumer<String> onBroken, Runnable onNew) {
        settings.requirePlace();
        try {
            Database database = settings.database()
                    .map(address -> Database.onPostgres(address, onNew))
                    .orElseGet(
                            () -> Database.inDirectory(settings.dataDirectory().orElseThrow(), onBroken, onNew));
            return new Wiring(database, settings);
        } catch (DatabaseUnavailable e) {
            throw new CommandFailed(e.getMessage());
        }
    }

    /** Checks the data that the settings name, without a server. */
    static List<CheckResult> inspect(Settings settings) {
        InstantSource here = InstantSource.system();
        return DataChecks.of(
                () -> settings.database()
                        .map(address -> Database.inspect(address, here))
                        .orElseGet(
                                () -> Database.inspect(settings.dataDirectory().orElseThrow())),
                here);
    }

    WebConfig webConfig(boolean demo) {
        return new WebConfig(
                settings.host(),
                settings.port(),
                new Site(
                        settings.publicUrl(settings.port()),
                        demo,
                        database.changesAreSeenWithin(),
                        settings.tokenSettings(),
                        clock,
                        random),
                settings.httpLimits(),
                settings.trustedProxies(),
                settings.signInMethods(),
                settings.pathRules(),
                settings.carriers(),
                settings.allowedOrigins(),
                settings.githubScanning(),
                settings.audience(),
                settings.introspection(),
                settings.discovery(),
                this::readiness,
                () -> settings.dataDirectory().flatMap(DoctorNonce::read));
    }

    /** Returns whether requests can be answered now. */
    Readiness readiness() {
        return readinessProbe.now();
    }

    /** Makes this node report that it is not ready, so that a load balancer chooses another one. */
    void noteStopping() {
        readinessProbe.noteStopping();
    }

    /** Creates the metrics for a monitoring system. */
    Metrics metrics() {
        return new Metrics(
                useCases.counts,
                () -> useCases.tokens.countRecords.count(OPERATOR),
                database,
                this::readiness,
                Cli.version());
    }

    /** Stops the start if the key of the audit log is the wrong one, because no change could be recorded with it. */
    void requireAuditKey() {
        try {
            database.requireMatchingKey(settings.auditMac());
        } catch (DatabaseUnavailable e) {
            throw new CommandFailed(e.getMessage());
        }
    }

    /** Stops a server on the data of a demo, because the passwords of its users are published. */
    void requireNoDemo() {
        if (database.isDemo()) {
            close();
            throw new CommandFailed("The data in " + settings.place() + " was created by the demo: its users have"
                    + " published passwords. Name other data to serve, or run the demo on this.");
        }
    }

    /**
     * Stores the time. Called periodically, so that the next start detects a clock that was set back in the meantime.
     */
    void noteTime() {
        database.noteTime(clock.agreed());
    }

    /** Records jumps of the clock, and after a jump back corrects stored times. Called periodically. */
    void tellOfClockJumps() {
        for (MonotonicClock.Jump jump : clock.jumps()) {
            if (jump.found().isBefore(jump.expected())) {
                useCases.recentUses.flush();
                database.forgetTimesAfter(clock.instant());
            }
            note(jump);
            clock.forget(jump);
        }
    }

    /**
     * Detects that the database has lost acknowledged changes but still runs, and records that. Called every few
     * seconds.
     */
    void tellOfLostHistory() {
        database.lookForSeenHistory().ifPresent(number -> {
            LOG.error(
                    "Record {} of the audit log is missing: the database is older than what this node has seen. Changes"
                            + " made since then are lost, including revocations. See docs/postgresql.md.",
                    number);
            useCases.audit.recordLostHistory.record(number);
        });
    }

    /** Trusts the system clock, whatever time is stored. Used for a start after the clock was wrong. */
    void trustClock() {
        requireAuditKey();
        MonotonicClock.Jump jump = clock.trustSystem();
        database.transactions().inOne(() -> {
            database.resetTime(jump.found());
            database.forgetTimesAfter(jump.found());
            note(jump);
        });
    }

    /** Wraps work that deletes expired data, so that it runs only if the clock is known to be right. */
    Runnable whileClocksAgree(Runnable work) {
        return () -> {
            if (clock.isAgreed()) {
                work.run();
            }
        };
    }

    private void note(MonotonicClock.Jump jump) {
        useCases.audit.recordClockJump.record(jump.expected(), jump.found());
        LOG.warn("The clock jumped: it should show {} and shows {}. See docs/clock.md.", jump.expected(), jump.found());
    }

    @Override
    public void close() {
        webhookSender.close();
        mailSender.close();
        try {
            useCases.recentUses.flush();
        } finally {
            database.close();
        }
    }
}
