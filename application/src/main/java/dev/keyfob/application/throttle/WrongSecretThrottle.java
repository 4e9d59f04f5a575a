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
 * Slows down sources that present many wrong secrets.
 *
 * <p>After a number of wrong secrets within a minute, further secrets from that source are looked up only a few at a
 * time, so that the store has connections left for others. They wait in a bounded queue for at most a second; if the
 * queue is full, the request is refused with a time to retry. Wrong secrets then wait for a turn, at a fixed pace, in a
 * second bounded queue.
 *
 * <p>A secret that was recently accepted by this node never waits, and any other valid one is answered as soon as it is
 * looked up. So wrong secrets do not lock out others behind the same address. Everything is in memory and bounded.
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
    private final Duration longestWait;
    private final Map<String, Tries> bySource = new ConcurrentHashMap<>();
    private final AcceptedSecrets recentlyAccepted = new AcceptedSecrets();
    private final Semaphore lookUps = new Semaphore(LOOK_UPS_AT_ONCE, true);
    private final Semaphore line = new Semaphore(WAITING_IN_ALL);
    private final Semaphore waiting = new Semaphore(WAITING_IN_ALL);

    /**
     * The wrong secrets of one source since a time. If there are too many, {@code line} limits how many wait for a
     * look-up, and {@code turn} admits the wrong ones one by one.
     */
    private record Tries(Instant since, AtomicInteger wrong, Semaphore line, Semaphore turn) {}

    /** {@code refusals} counts the refused requests. */
    public WrongSecretThrottle(int freeTries, LongAdder refusals, InstantSource clock) {
        this(freeTries, refusals, clock, LONGEST_WAIT);
    }

    WrongSecretThrottle(int freeTries, LongAdder refusals, InstantSource clock, Duration longestWait) {
        this.freeTries = freeTries;
        this.refusals = refusals;
        this.clock = clock;
        this.longestWait = longestWait;
    }

    /** Looks up the secret, at once or in turn. {@code source} is an address or the id of an API client. */
    public <T> T attempt(String source, TokenDigest secret, Supplier<T> lookUp, Predicate<T> isGood) {
        if (recentlyAccepted.contains(secret)) {
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

    /** Returns whether this secret from there would have to wait or be refused now. Counts nothing. */
    public boolean isLimited(String source, TokenDigest secret) {
        return !recentlyAccepted.contains(secret) && tooManyFrom(source).isPresent();
    }

    /**
     * If too many wrong secrets came from there, returns the counter of the widest network, so that all networks of one
     * site share its queues.
     */
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
            recentlyAccepted.remove(secret);
            countWrong(RateLimitKey.of(source));
        } else {
            recentlyAccepted.add(secret);
        }
        return found;
    }

    private void countWrong(List<RateLimitKey> narrowestFirst) {
        for (int i = narrowestFirst.size() - 1; i >= 0; i--) {
            RateLimitKey key = narrowestFirst.get(i);
            if (countWrong(key.text()) >= freeTries * key.times()) {
                // The whole network is slowed down. Counting its smaller networks too could evict the counters of
                // others.
                return;
            }
        }
    }

    private int countWrong(String source) {
        if (bySource.size() >= REMEMBERED) {
            bySource.values().removeIf(this::isOver);
        }
        if (bySource.size() >= REMEMBERED) {
            // Evicts the oldest, so that one client with many addresses cannot evict all others.
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
            if (!places.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
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
