package dev.keyfob.application.port;

import dev.keyfob.domain.audit.ChainEnds;
import dev.keyfob.domain.audit.StoredEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The stored audit log: a chain of entries in the order of their numbers. {@link AuditLog#append} adds to it.
 *
 * <p>Returns records as they are stored, without verifying them. The caller must do that.
 */
public interface AuditChain {

    ChainEnds ends();

    /**
     * Returns the records whose numbers are greater than {@code after}, up to {@code after + numbers}, in ascending
     * order.
     */
    List<StoredEntry> read(long after, int numbers);

    /** Finds a record that is not part of the chain: before its beginning, after its end, or without a number. */
    Optional<StoredEntry> findBeside(ChainEnds ends);

    /** Returns the latest record of a cut. */
    Optional<StoredEntry> latestCut();

    /** Returns the last entry before the first entry of that time or later. */
    Optional<StoredEntry> lastBefore(Instant time);

    /**
     * Removes at most {@code most} of the first entries, none with a number above {@code upTo}, and moves the beginning
     * of the chain. Returns how many were removed.
     */
    int removeFirst(int most, long upTo);
}
