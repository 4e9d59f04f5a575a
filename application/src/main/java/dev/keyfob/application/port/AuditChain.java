package dev.keyfob.application.port;

import dev.keyfob.domain.audit.ChainEnds;
import dev.keyfob.domain.audit.StoredEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The audit log as it is stored: a chain of entries in the order of their numbers. {@link AuditLog#append} adds to it.
 *
 * <p>It is read as it is, forged or not: whoever reads it decides what to believe.
 */
public interface AuditChain {

    ChainEnds ends();

    /** What is stored with numbers after that one, up to so many numbers further on; in the order of the numbers. */
    List<StoredEntry> read(long after, int numbers);

    /**
     * A record that no walk from one end to the other meets: before the beginning, after the end, or without number.
     */
    Optional<StoredEntry> findBeside(ChainEnds ends);

    /** The latest record that tells of a cut. */
    Optional<StoredEntry> latestCut();

    /** The last entry of those that come before all that happened at that time or later. */
    Optional<StoredEntry> lastBefore(Instant time);

    /**
     * Removes so many of the first entries at most, none beyond that number, and moves the beginning. Says how many.
     */
    int removeFirst(int most, long upTo);
}
