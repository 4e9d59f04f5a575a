package dev.keyfob.bootstrap;

import dev.keyfob.cli.Cli;
import dev.keyfob.cli.control.ControlServer;
import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.web.WebServer;
import dev.keyfob.web.server.CannotListen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server: the web server, the control socket if there is a directory for it, and the periodic tasks. They
 * are started and stopped together.
 */
final class RunningServer implements AutoCloseable {

    private static final Duration SETUP_CHECK = Duration.ofSeconds(5);
    private static final Duration DEMO_CHECK = Duration.ofSeconds(10);
    private static final Duration CLOCK_CHECK = Duration.ofSeconds(30);
    private static final Duration HISTORY_CHECK = Duration.ofSeconds(2);
    private static final Duration TIDYING = Duration.ofMinutes(10);
    private static final Duration RECORD_COUNT = Duration.ofMinutes(1);
    private static final Duration COMPACTION = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);

    private final Wiring wiring;
    private final WebServer web;
    private final Optional<ControlServer> control;
    private final Monitoring monitoring;
    private final WebhookWorkers couriers;
    private final MailWork mail;
    private final PeriodicTasks intervals = new PeriodicTasks();

    private RunningServer(Wiring wiring, WebServer web, Optional<ControlServer> control, Monitoring monitoring) {
        this.wiring = wiring;
        this.web = web;
        this.control = control;
        this.monitoring = monitoring;
        this.couriers = new WebhookWorkers(wiring.useCases.webhooks.deliverWebhooks, wiring.webhookSender::close);
        this.mail = new MailWork(wiring.useCases.mail, wiring.mailSender::close);
    }

    static RunningServer start(Wiring wiring, Optional<Path> controlDirectory, boolean demo) {
        wiring.requireAuditKey();
        Monitoring monitoring = Monitoring.start(wiring);
        WebServer web = listening(wiring, demo, monitoring);
        try {
            Optional<ControlServer> control =
                    controlDirectory.map(directory -> ControlServer.listen(directory, new Cli(() -> wiring.useCases)));
            RunningServer server = new RunningServer(wiring, web, control, monitoring);
            server.intervals.every(wiring.settings.usesInterval(), wiring.useCases.recentUses::flush);
            server.intervals.every(wiring.settings.usesInterval(), wiring::noteTime);
            server.intervals.every(CLOCK_CHECK, wiring::tellOfClockJumps);
            server.intervals.every(HISTORY_CHECK, wiring::tellOfLostHistory);
            server.intervals.every(
                    Duration.ofMinutes(1),
                    wiring.whileClocksAgree(wiring.useCases.sessions.resumeSession::forgetEnded));
            server.intervals.every(TIDYING, wiring.whileClocksAgree(wiring.useCases.sessions.signIn::forgetOldTries));
            server.intervals.every(Duration.ofSeconds(1), server.couriers::sendOut);
            server.intervals.every(Duration.ofMinutes(1), wiring.useCases.webhooks.announceExpiring::announce);
            server.intervals.every(TIDYING, wiring.whileClocksAgree(wiring.useCases.webhooks.purgeDeliveries::purge));
            monitoring
                    .metrics()
                    .ifPresent(shown -> server.intervals.everyFromNow(RECORD_COUNT, shown.metrics()::countRecords));
            if (wiring.settings.mailSettings().isOn()) {
                server.intervals.every(Duration.ofSeconds(1), server.mail::sendOut);
                server.intervals.every(Duration.ofMinutes(1), server.mail::writeDigests);
                server.intervals.every(TIDYING, wiring.whileClocksAgree(wiring.useCases.mail.purgeMails::purge));
            }
            if (!demo) {
                server.intervals.every(
                        SETUP_CHECK, () -> wiring.useCases.setup.offerSetup.withdrawWhenDone(new Actor.Operator()));
                server.intervals.every(DEMO_CHECK, () -> endOnDemoData(wiring));
            }
            server.intervals.every(COMPACTION, wiring.database::compactFile);
            server.intervals.every(TIDYING, () -> wiring.database.fileWarning().ifPresent(LOG::warn));
            return server;
        } catch (RuntimeException e) {
            web.close();
            monitoring.close();
            throw e;
        }
    }

    private static WebServer listening(Wiring wiring, boolean demo, Monitoring monitoring) {
        try {
            return WebServer.start(wiring.webConfig(demo), wiring.useCases, monitoring.watch());
        } catch (CannotListen e) {
            monitoring.close();
            throw new CommandFailed(e.getMessage());
        }
    }

    // An import can add the users of a demo while the server runs, and their passwords are published.
    private static void endOnDemoData(Wiring wiring) {
        if (wiring.database.isDemo()) {
            ServerShutdown.haltBecause("The data belongs to a demo now: the passwords of its users are published.");
        }
    }

    /** Returns one line with the listen address, the public URL, the location of the data, and the version. */
    String summary() {
        String host = wiring.settings.host();
        String listened = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return "listens on http://" + listened + ":" + port() + "; people open: " + wiring.settings.publicUrl(port())
                + "; the data is in " + wiring.settings.place() + "; version " + Cli.version()
                + metricsUrl().map(url -> "; metrics: " + url).orElse("");
    }

    int port() {
        return web.port();
    }

    /** Returns the URL of the metrics, if they are served. */
    Optional<String> metricsUrl() {
        return monitoring.metrics().map(MetricsEndpoint::url);
    }

    @Override
    public void close() {
        drain();
        // Records a mail that is being sent as not sent, before the database closes.
        mail.close();
        intervals.close();
        orNote("Requests that took too long were cut off", web::close);
        control.ifPresent(ControlServer::close);
        monitoring.close();
        orNote("Some events may be delivered twice", couriers::close);
        orNote("The latest uses of tokens could not be stored", wiring::close);
    }

    /** Waits while requests are still answered, until the load balancer has seen that this node is not ready. */
    private void drain() {
        Duration drain = wiring.settings.drain();
        if (drain.isZero()) {
            return;
        }
        wiring.noteStopping();
        try {
            TimeUnit.MILLISECONDS.sleep(drain.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // Each part is closed even if closing an earlier one failed.
    private static void orNote(String consequence, Runnable closing) {
        try {
            closing.run();
        } catch (RuntimeException e) {
            LOG.warn(consequence, e);
        }
    }
}
