package dev.keyfob.bootstrap;

import dev.keyfob.cli.Cli;
import dev.keyfob.cli.control.ControlSocket;
import dev.keyfob.web.WebServer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web server, on a directory also the socket for commands, and what has to be done at intervals: started and stopped
 * together.
 */
final class RunningServer implements AutoCloseable {

    private static final int TIDY_MINUTES = 10;
    private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);

    private final Wiring wiring;
    private final WebServer web;
    private final Optional<ControlSocket> control;
    private final Couriers couriers;
    private final ScheduledExecutorService intervals = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "intervals");
        thread.setDaemon(true);
        return thread;
    });

    private RunningServer(Wiring wiring, WebServer web, Optional<ControlSocket> control) {
        this.wiring = wiring;
        this.web = web;
        this.control = control;
        this.couriers = new Couriers(wiring.deliverWebhooks, wiring.webhookSender::close);
    }

    static RunningServer start(Wiring wiring, Optional<Path> controlDirectory, boolean demo) {
        wiring.requireAuditKey();
        WebServer web = WebServer.start(wiring.webConfig(demo), wiring.webUseCases);
        try {
            Optional<ControlSocket> control = controlDirectory.map(
                    directory -> ControlSocket.listen(directory, new Cli(() -> wiring.cliUseCases)));
            RunningServer server = new RunningServer(wiring, web, control);
            int seconds = (int) wiring.settings.usesInterval().toSeconds();
            server.every(seconds, TimeUnit.SECONDS, wiring.recentUses::flush);
            server.every(seconds, TimeUnit.SECONDS, wiring::noteTime);
            server.every(1, TimeUnit.MINUTES, wiring.webUseCases.resumeSession()::forgetEnded);
            server.every(TIDY_MINUTES, TimeUnit.MINUTES, wiring.webUseCases.signIn()::forgetOldTries);
            server.every(1, TimeUnit.SECONDS, server.couriers::sendOut);
            server.every(1, TimeUnit.MINUTES, wiring.announceExpiring::announce);
            server.every(TIDY_MINUTES, TimeUnit.MINUTES, wiring.forgetDeliveries::forget);
            return server;
        } catch (RuntimeException e) {
            web.close();
            throw e;
        }
    }

    int port() {
        return web.port();
    }

    @Override
    public void close() {
        intervals.shutdownNow();
        orNote("Requests that took too long were cut off", web::close);
        control.ifPresent(ControlSocket::close);
        orNote("Some events may be delivered twice", couriers::close);
        orNote("The latest uses of tokens could not be stored", wiring::close);
    }

    // Each is closed, also where one before it could not be.
    private static void orNote(String consequence, Runnable closing) {
        try {
            closing.run();
        } catch (RuntimeException e) {
            LOG.warn("{}: {}", consequence, e.getClass().getName());
        }
    }

    // An interval that throws would never come again.
    private void every(int period, TimeUnit unit, Runnable work) {
        intervals.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        // Its text may hold what was stored.
                        LOG.warn(
                                "Work at an interval failed and will be tried again: {}",
                                e.getClass().getName());
                    }
                },
                period,
                period,
                unit);
    }
}
