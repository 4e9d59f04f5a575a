package dev.keyfob.application.port;

import dev.keyfob.domain.audit.ChainPosition;
import java.util.Optional;

/** What a key outside the database adds to each entry, so that whoever can write the table cannot forge it. */
public interface AuditMac {

    /** The seal that the entry at this place must carry; empty where none is asked for. */
    Optional<String> of(ChainPosition position);

    /**
     * Whether that is the right seal for the entry. Without a key no seal is right, so that nobody who cannot check a
     * sealed log continues it or calls it intact.
     */
    boolean isRight(ChainPosition position, Optional<String> seal);
}
