package dev.keyfob.domain.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An entry as the database holds it: its position in the chain, its hash and its seal. Other programs may have changed
 * it. {@code entry} is empty if a column contains a value that Keyfob never writes.
 */
public record StoredEntry(
        long number, UUID id, Instant at, Optional<AuditEntry> entry, String hash, Optional<String> seal) {

    public static StoredEntry of(ChainPosition position, AuditEntry entry, Optional<String> seal) {
        return new StoredEntry(position.number(), entry.id(), entry.at(), Optional.of(entry), position.hash(), seal);
    }

    public ChainPosition position() {
        return new ChainPosition(number, hash);
    }

    /** Whether the hash fits an entry directly after this position, whatever the number of the entry is. */
    boolean follows(ChainPosition position) {
        return entry.flatMap(position::next)
                .filter(next -> next.hash().equals(hash))
                .isPresent();
    }
}
