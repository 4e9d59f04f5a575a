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
 * Says within a second whether requests can be answered, and what they cannot be answered for.
 *
 * <p>A database that hangs does not say no. So it is asked on a thread apart, and one that has not answered after a
 * while is not ready. Whoever asks meanwhile waits for the same answer, so that checks do not pile up.
 */
final class ReadinessProbe {

    private static final Duration PATIENCE = Duration.ofMillis(750);

    private final Database database;
    private final BooleanSupplier clockIsAhead;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "readiness");
        made.setDaemon(true);
        return made;
    });
    private @Nullable CompletableFuture<Database.Condition> underWay;
    private volatile boolean isStopping;

    /** {@code clockIsAhead}: whether the time that is gone by is ahead of this machine's. */
    ReadinessProbe(Database database, BooleanSupplier clockIsAhead) {
        this.database = database;
        this.clockIsAhead = clockIsAhead;
    }

    /** From now on no new work is asked for. */
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
            return asked().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
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
