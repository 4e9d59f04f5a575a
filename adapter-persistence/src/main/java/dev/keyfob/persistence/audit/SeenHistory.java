package dev.keyfob.persistence.audit;

import dev.keyfob.domain.audit.ChainEnds;
import dev.keyfob.domain.audit.ChainPosition;
import dev.keyfob.domain.audit.StoredEntry;
import java.util.OptionalLong;

/**
 * Remembers the latest record of the audit log that this process has seen, to detect a database that has lost it: after
 * a failover to a server without all acknowledged commits, or after an old backup was restored.
 */
public final class SeenHistory {

    private ChainPosition latest = ChainPosition.START;
    private OptionalLong lost = OptionalLong.empty();

    /** Remembers a record whose transaction was committed. */
    synchronized void saw(ChainPosition position) {
        if (position.number() > latest.number()) {
            latest = position;
        }
    }

    /**
     * Checks that the latest record seen is still there, and remembers the current head. Call this every few seconds.
     *
     * @return the number of the missing record, once for each loss
     */
    public OptionalLong lookFor(JdbiAuditChain chain) {
        ChainPosition sought = seen();
        ChainEnds ends = chain.ends();
        boolean isThere = ends.head().equals(sought)
                || sought.number() <= ends.base().number()
                || chain.read(sought.number() - 1, 1).stream()
                        .map(StoredEntry::hash)
                        .anyMatch(sought.hash()::equals);
        return note(sought, isThere, ends.head());
    }

    /** Returns the number of the latest record that was found missing since this process started. */
    public synchronized OptionalLong lost() {
        return lost;
    }

    private synchronized ChainPosition seen() {
        return latest;
    }

    private synchronized OptionalLong note(ChainPosition sought, boolean isThere, ChainPosition head) {
        if (isThere) {
            saw(head);
            return OptionalLong.empty();
        }
        lost = OptionalLong.of(sought.number());
        latest = head;
        return lost;
    }
}
