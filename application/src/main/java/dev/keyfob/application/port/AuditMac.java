package dev.keyfob.application.port;

import dev.keyfob.domain.audit.ChainPosition;
import java.util.Optional;

/**
 * Computes a MAC for each audit entry, with a key outside the database, so that write access to the table is not enough
 * to forge entries.
 */
public interface AuditMac {

    /** Returns the MAC that the entry at this position must have; empty if it needs none. */
    Optional<String> of(ChainPosition position);

    /**
     * Returns whether that is the right MAC for the entry. Without a key every MAC is wrong, so a process without the
     * key cannot continue a log with MACs or call it intact.
     */
    boolean isRight(ChainPosition position, Optional<String> seal);
}
