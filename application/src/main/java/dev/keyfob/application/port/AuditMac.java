package dev.keyfob.application.port;

import dev.keyfob.domain.audit.ChainPosition;
import java.util.Optional;

/** What a key outside the database adds to each entry, so that whoever can write the table cannot forge it. */
public interface AuditMac {

    /** The seal that the entry at this place must carry; empty where none is asked for. */
    Optional<String> of(ChainPosition position);

    /**
     * Is that the seal that the entry must carry? Without a key none is right, so a sealed log is not gone on with, or
     * called intact, by somebody who cannot check it.
     */
    boolean isRight(ChainPosition position, Optional<String> seal);
}
