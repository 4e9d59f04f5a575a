package dev.keyfob.application.throttle;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.network.RateLimitKey;
import dev.keyfob.domain.token.TokenDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Slows down whoever presents many wrong secrets.
 *
 * <p>After a number of wrong ones within a minute, the next secrets from there are looked up a few at a time, so that
 * the store has connections left for others. They wait for that in a bounded line, for a second at most, so that they
 * leave places for others; whoever finds the line full is sent away to come back. Those that turn out wrong then wait
 * for their turn, at a pace, in a line that is bounded as well. One that was good lately at this node never waits, and
 * any other good one is answered as soon as it was looked up. So nobody is locked out by a neighbour behind the same
 * address. All of it is in memory and bounded.
 */
public final class WrongSecretThrottle {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration PACE = Duration.ofMillis(5);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final int LOOK_UPS_AT_ONCE = 2;
    private static final int WAITING_EACH = 8;
    private static final int WAITING_IN_ALL = 32;
    private static final int REMEMBERED = 10_000;

    private final int freeTries;
    private final LongAdder refusals;
    private final InstantSource clock;
    private final Map<String, Tries> bySource = new ConcurrentHashMap<>();
    private final GoodSecrets goodLately = new GoodSecrets();
    private final Semaphore lookUps = new Semaphore(LOOK_UPS_AT_ONCE, true);
    private final Semaphore line = new Semaphore(WAITING_IN_ALL);
    private final Semaphore waiting = new Semaphore(WAITING_IN_ALL);

    /**
     * The wrong ones of one source since a time. When there are too many, {@code line} has the places to wait for being
     * looked up, and {@code turn} is what the wrong ones take.
     */
    private record Tries(Instant since, AtomicInteger wrong, Semaphore line, Semaphore turn) {}

    /** {@code refusals} counts who was sent away. */
    public WrongSecretThrottle(int freeTries, LongAdder refusals, InstantSource clock) {
        this.freeTries = freeTries;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** Looks up, at once or in turn. {@code source} is who presents: an address, or the id of an API client. */
    public <T> T attempt(String source, TokenDigest secret, Supplier<T> lookUp, Predicate<T> isGood) {
        if (goodLately.contains(secret)) {
            return noted(source, secret, lookUp.get(), isGood);
        }
        Optional<Tries> tooMany = tooManyFrom(source);
        if (tooMany.isEmpty()) {
            return noted(source, secret, lookUp.get(), isGood);
        }
        T found = noted(source, secret, lookedUpAmongFew(tooMany.get(), lookUp), isGood);
        if (!isGood.test(found)) {
            waitForTurn(tooMany.get());
        }
        return found;
    }

    /** Would this secret from there have to wait now, or be sent away? Only looks: nothing is counted. */
    public boolean isLimited(String source, TokenDigest secret) {
        return !goodLately.contains(secret) && tooManyFrom(source).isPresent();
    }

    /** Of the widest, so that the networks of one site share a line and a turn. */
    private Optional<Tries> tooManyFrom(String source) {
        Tries widest = null;
        boolean isTooMany = false;
        for (RateLimitKey key : RateLimitKey.of(source)) {
            Tries tries = bySource.get(key.text());
            if (tries != null && !isOver(tries)) {
                widest = tries;
                isTooMany |= tries.wrong().get() >= freeTries * key.times();
            }
        }
        return isTooMany ? Optional.ofNullable(widest) : Optional.empty();
    }

    private <T> T lookedUpAmongFew(Tries tries, Supplier<T> lookUp) {
        waitInLine(tries);
        try {
            return lookUp.get();
        } finally {
            lookUps.release();
        }
    }

    private void waitInLine(Tries tries) {
        if (!tries.line().tryAcquire()) {
            throw tooMany();
        }
        try {
            if (!line.tryAcquire()) {
                throw tooMany();
            }
            try {
                acquire(lookUps);
            } finally {
                line.release();
            }
        } finally {
            tries.line().release();
        }
    }

    private <T> T noted(String source, TokenDigest secret, T found, Predicate<T> isGood) {
        if (!isGood.test(found)) {
            goodLately.remove(secret);
            countWrong(RateLimitKey.of(source));
        } else {
            goodLately.add(secret);
        }
        return found;
    }

    private void countWrong(List<RateLimitKey> narrowestFirst) {
        for (int i = narrowestFirst.size() - 1; i >= 0; i--) {
            RateLimitKey key = narrowestFirst.get(i);
            if (countWrong(key.text()) >= freeTries * key.times()) {
                // All of it is slowed down: its fresh networks must not make others forgotten.
                return;
            }
        }
    }

    private int countWrong(String source) {
        if (bySource.size() >= REMEMBERED) {
            bySource.values().removeIf(this::isOver);
        }
        if (bySource.size() >= REMEMBERED) {
            // Whoever has many addresses must not make all others forgotten by them.
            bySource.entrySet().stream()
                    .sorted(Comparator.comparing(entry -> entry.getValue().since()))
                    .limit(REMEMBERED / 10)
                    .forEach(entry -> bySource.remove(entry.getKey(), entry.getValue()));
        }
        return bySource.compute(source, (name, tries) -> tries == null || isOver(tries) ? begun() : tries)
                .wrong()
                .incrementAndGet();
    }

    private Tries begun() {
        return new Tries(clock.instant(), new AtomicInteger(), new Semaphore(WAITING_EACH), new Semaphore(1, true));
    }

    private boolean isOver(Tries tries) {
        return clock.instant().isAfter(tries.since().plus(WINDOW));
    }

    private void waitForTurn(Tries tries) {
        if (tries.turn().getQueueLength() >= WAITING_EACH || !waiting.tryAcquire()) {
            throw tooMany();
        }
        try {
            acquire(tries.turn());
        } finally {
            waiting.release();
        }
        try {
            pause();
        } finally {
            tries.turn().release();
        }
    }

    private void acquire(Semaphore places) {
        try {
            if (!places.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw tooMany();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tooMany();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Refusal tooMany() {
        refusals.increment();
        return Refusal.tooSoon(
                Reason.TOO_MANY_REQUESTS,
                "Too many wrong tokens or secrets come from here. Try again in a second.",
                Duration.ofSeconds(1));
    }
}
