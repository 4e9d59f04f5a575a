package dev.keyfob.domain.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An entry as it lies in the database, which others may have written to: its place in the chain, and what vouches for
 * it. There is no entry where a column holds what Keyfob never writes.
 */
public record StoredEntry(
        long number, UUID id, Instant at, Optional<AuditEntry> entry, String hash, Optional<String> seal) {

    public static StoredEntry of(ChainPosition position, AuditEntry entry, Optional<String> seal) {
        return new StoredEntry(position.number(), entry.id(), entry.at(), Optional.of(entry), position.hash(), seal);
    }

    public ChainPosition position() {
        return new ChainPosition(number, hash);
    }

    /** Is this what comes next there, whatever number it has? */
    boolean follows(ChainPosition position) {
        return entry.flatMap(position::next)
                .filter(next -> next.hash().equals(hash))
                .isPresent();
    }
}
