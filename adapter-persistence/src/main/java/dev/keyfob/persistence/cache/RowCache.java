package dev.keyfob.persistence.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keyfob.persistence.connection.Retry;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A cache of rows that were read lately. A hit costs no query.
 *
 * <p>It is trusted only while every invalidation is sure to arrive. Otherwise each row is read from the database. An
 * invalidation names a subject: the id of the user or API client that the change is about, or {@link Caches#POLICY}.
 */
public final class RowCache<K, V> {

    private final BooleanSupplier isTrusted;
    private final Retry retry;
    private final Function<V, String> subjectOf;
    private final Cache<K, CachedRow<V>> known;

    /** The number of the latest change of each subject; kept as long as a row about it is cached, or about to be. */
    private final Cache<String, AtomicLong> latestChanges =
            Caffeine.newBuilder().weakValues().build();

    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong latestOfAll = new AtomicLong();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder untrusted = new LongAdder();

    /** A cached row, how many changes there were before it was read, and the latest change of its subject. */
    private record CachedRow<V>(Optional<V> row, AtomicLong latestChange, long after) {}

    /** {@code bounds} say how many rows are kept, and for how long. */
    RowCache(BooleanSupplier isTrusted, Retry retry, Function<V, String> subjectOf, Caffeine<Object, Object> bounds) {
        this.isTrusted = isTrusted;
        this.retry = retry;
        this.subjectOf = subjectOf;
        this.known = bounds.build();
    }

    public Optional<V> find(K key, Predicate<V> isWorthKeeping, Supplier<Optional<V>> inDatabase) {
        if (!isTrusted.getAsBoolean()) {
            untrusted.increment();
            return retry.question(inDatabase);
        }
        CachedRow<V> remembered = known.getIfPresent(key);
        if (remembered != null && isUnchanged(remembered)) {
            hits.increment();
            return remembered.row();
        }
        misses.increment();
        long before = changes.get();
        Optional<V> read = retry.question(inDatabase);
        if (read.filter(isWorthKeeping).isPresent()) {
            keep(key, read, before);
        }
        return read;
    }

    CacheStats use(String name) {
        return new CacheStats(name, hits.sum(), misses.sum(), untrusted.sum());
    }

    // The change number of the subject exists before the changes are counted again. A later invalidation updates that
    // number. An invalidation during the read has changed the count, so the row is not cached.
    private void keep(K key, Optional<V> row, long before) {
        AtomicLong latestChange = latestChanges.get(subjectOf.apply(row.orElseThrow()), first -> new AtomicLong());
        if (changes.get() == before) {
            known.put(key, new CachedRow<>(row, latestChange, before));
        }
    }

    void invalidate(String changed) {
        long number = changes.incrementAndGet();
        AtomicLong latestChange = latestChanges.getIfPresent(changed);
        if (latestChange != null) {
            latestChange.accumulateAndGet(number, Math::max);
        }
    }

    /** Invalidates every row, for example after invalidations may have been missed. */
    void invalidateAll() {
        latestOfAll.accumulateAndGet(changes.incrementAndGet(), Math::max);
    }

    private boolean isUnchanged(CachedRow<V> remembered) {
        return remembered.after() >= latestOfAll.get()
                && remembered.after() >= remembered.latestChange().get();
    }
}
