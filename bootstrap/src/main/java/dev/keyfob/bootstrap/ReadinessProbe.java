package dev.keyfob.bootstrap;

import dev.keyfob.persistence.Database;
import dev.keyfob.web.Readiness;
import dev.keyfob.web.Readiness.Name;
import dev.keyfob.web.Readiness.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Determines within a second whether requests can be answered, and which part prevents it.
 *
 * <p>A database that hangs returns no error. It is therefore queried on a separate thread, and counts as not ready if
 * it does not answer in time. Further checks wait for the same query, so that they do not pile up.
 */
final class ReadinessProbe {

    private static final Duration TIMEOUT = Duration.ofMillis(750);

    private final Database database;
    private final BooleanSupplier clockIsAhead;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "readiness");
        made.setDaemon(true);
        return made;
    });
    private @Nullable CompletableFuture<Database.Condition> underWay;
    private volatile boolean isStopping;

    /** {@code clockIsAhead} returns whether Keyfob's time is ahead of this machine's clock. */
    ReadinessProbe(Database database, BooleanSupplier clockIsAhead) {
        this.database = database;
        this.clockIsAhead = clockIsAhead;
    }

    /** Makes this node report that it is not ready, because the server is stopping. */
    void noteStopping() {
        isStopping = true;
    }

    Readiness now() {
        Database.Condition condition = condition();
        List<Part> parts = new ArrayList<>();
        parts.add(Part.of(Name.DATABASE, condition != Database.Condition.UNREACHABLE));
        if (condition != Database.Condition.UNREACHABLE) {
            parts.add(Part.of(Name.MIGRATIONS, condition == Database.Condition.READY));
        }
        if (database.channelAge().isPresent()) {
            parts.add(Part.warned(Name.CHANNEL, database.channelWarning()));
        }
        if (isStopping) {
            parts.add(Part.of(Name.SERVER, false));
        }
        parts.add(Part.warned(Name.HISTORY, database.historyWarning()));
        parts.add(Part.warned(
                Name.CLOCK,
                clockIsAhead.getAsBoolean()
                        ? Optional.of("The clock shows an earlier time than it did. Time goes on without it.")
                        : Optional.empty()));
        return new Readiness(parts);
    }

    private Database.Condition condition() {
        try {
            return asked().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return Database.Condition.UNREACHABLE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Database.Condition.UNREACHABLE;
        }
    }

    private synchronized CompletableFuture<Database.Condition> asked() {
        CompletableFuture<Database.Condition> asked = underWay;
        if (asked == null || asked.isDone()) {
            asked = CompletableFuture.supplyAsync(database::condition, thread);
            underWay = asked;
        }
        return asked;
    }
}
