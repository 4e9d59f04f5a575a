package dev.keyfob.persistence.store;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Detects that H2 has closed its database because of an error. H2 cannot open it again while a connection is left. */
final class BrokenDatabase implements SQLExceptionOverride {

    /** Closed, input/output failed, file corrupted, disk full. */
    private static final Set<Integer> CODES = Set.of(90098, 90121, 90028, 90030, 90031, 90100);

    private final Consumer<String> onBroken;
    private final AtomicBoolean told = new AtomicBoolean();

    BrokenDatabase(Consumer<String> onBroken) {
        this.onBroken = onBroken;
    }

    boolean isBroken() {
        return told.get();
    }

    @java.lang.Override
    public Override adjudicate(SQLException e) {
        if (CODES.contains(e.getErrorCode()) && told.compareAndSet(false, true)) {
            onBroken.accept("The database has closed itself (H2 error " + e.getErrorCode()
                    + "). The disk may be full: make room, then start again. Nothing acknowledged is lost.");
        }
        return Override.CONTINUE_EVICT;
    }
}
