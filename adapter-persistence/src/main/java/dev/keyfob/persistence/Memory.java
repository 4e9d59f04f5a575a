package dev.keyfob.persistence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Rows that were found lately, so that asking for one again costs no query.
 *
 * <p>It is believed only while every change is sure to be heard of; otherwise the database is asked. A change is told by
 * its subject: the id of whom or what it is about.
 */
final class Memory<K, V> {

    private static final int MOST = 50_000;
    private static final Duration KEPT = Duration.ofMinutes(1);

    /** What took longer to read is not kept, so that nothing read outlives the news of its change. */
    private static final Duration LONGEST_READ = Duration.ofSeconds(10);

    private final BooleanSupplier hearsOfChanges;
    private final Function<V, String> subject;
    private final Cache<K, Known<V>> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

    /** How many changes there were; the latest one of each subject is kept longer than anything read before it. */
    private final AtomicLong changes = new AtomicLong();

    private final Cache<String, Long> latestChange =
            Caffeine.newBuilder().expireAfterWrite(KEPT.multipliedBy(2)).build();
    private final AtomicLong latestOfAll = new AtomicLong();

    /** A row as it was read after so many changes, and whom a change of it is told under. */
    private record Known<V>(V row, String subject, long after) {}

    Memory(BooleanSupplier hearsOfChanges, Function<V, String> subject) {
        this.hearsOfChanges = hearsOfChanges;
        this.subject = subject;
    }

    Optional<V> find(K key, Predicate<V> isWorthKeeping, Supplier<Optional<V>> inDatabase) {
        if (!hearsOfChanges.getAsBoolean()) {
            return inDatabase.get();
        }
        Known<V> remembered = known.getIfPresent(key);
        if (remembered != null && isUnchanged(remembered)) {
            return Optional.of(remembered.row());
        }
        long before = changes.get();
        long begun = System.nanoTime();
        Optional<V> read = inDatabase.get();
        if (System.nanoTime() - begun < LONGEST_READ.toNanos()) {
            read.filter(isWorthKeeping).ifPresent(row -> known.put(key, new Known<>(row, subject.apply(row), before)));
        }
        return read;
    }

    void forget(String changed) {
        long number = changes.incrementAndGet();
        latestChange.asMap().merge(changed, number, Math::max);
    }

    /** There may have been changes that nobody told. */
    void forgetAll() {
        latestOfAll.accumulateAndGet(changes.incrementAndGet(), Math::max);
    }

    private boolean isUnchanged(Known<V> remembered) {
        Long change = latestChange.getIfPresent(remembered.subject());
        return remembered.after() >= latestOfAll.get() && (change == null || remembered.after() >= change);
    }
}
