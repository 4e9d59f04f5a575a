package dev.keyfob.persistence.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keyfob.persistence.connection.Retry;
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
public final class Memory<K, V> {

    private final BooleanSupplier hearsOfChanges;
    private final Retry retry;
    private final Function<V, String> subjectOf;
    private final Cache<K, Known<V>> known;

    /** The number of the latest change of each subject: here as long as a row about it is known, or is about to be. */
    private final Cache<String, AtomicLong> latestChanges =
            Caffeine.newBuilder().weakValues().build();

    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong latestOfAll = new AtomicLong();

    /** A row as it was read after so many changes, and the number of the latest change of what it is about. */
    private record Known<V>(Optional<V> row, AtomicLong latestChange, long after) {}

    /** {@code bounds} say how many rows are kept, and for how long. */
    Memory(
            BooleanSupplier hearsOfChanges,
            Retry retry,
            Function<V, String> subjectOf,
            Caffeine<Object, Object> bounds) {
        this.hearsOfChanges = hearsOfChanges;
        this.retry = retry;
        this.subjectOf = subjectOf;
        this.known = bounds.build();
    }

    public Optional<V> find(K key, Predicate<V> isWorthKeeping, Supplier<Optional<V>> inDatabase) {
        if (!hearsOfChanges.getAsBoolean()) {
            return retry.question(inDatabase);
        }
        Known<V> remembered = known.getIfPresent(key);
        if (remembered != null && isUnchanged(remembered)) {
            return remembered.row();
        }
        long before = changes.get();
        Optional<V> read = retry.question(inDatabase);
        if (read.filter(isWorthKeeping).isPresent()) {
            keep(key, read, before);
        }
        return read;
    }

    // The subject's number is there before the changes are counted again. What is told from then on finds it; what was
    // told before, while the row was read, is seen by the count.
    private void keep(K key, Optional<V> row, long before) {
        AtomicLong latestChange = latestChanges.get(subjectOf.apply(row.orElseThrow()), first -> new AtomicLong());
        if (changes.get() == before) {
            known.put(key, new Known<>(row, latestChange, before));
        }
    }

    void forget(String changed) {
        long number = changes.incrementAndGet();
        AtomicLong latestChange = latestChanges.getIfPresent(changed);
        if (latestChange != null) {
            latestChange.accumulateAndGet(number, Math::max);
        }
    }

    /** There may have been changes that nobody told. */
    void forgetAll() {
        latestOfAll.accumulateAndGet(changes.incrementAndGet(), Math::max);
    }

    private boolean isUnchanged(Known<V> remembered) {
        return remembered.after() >= latestOfAll.get()
                && remembered.after() >= remembered.latestChange().get();
    }
}
