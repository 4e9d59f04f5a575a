package dev.keyfob.persistence.audit;

import dev.keyfob.domain.audit.ChainEnds;
import dev.keyfob.domain.audit.ChainPosition;
import dev.keyfob.domain.audit.StoredEntry;
import java.util.OptionalLong;

/**
 * The latest record of the audit log that this process has seen in the database, to notice a database that lacks it: a
 * server that took over without all that was acknowledged, or an old backup.
 */
public final class SeenHistory {

    private ChainPosition latest = ChainPosition.START;
    private OptionalLong lost = OptionalLong.empty();

    /** A record is there for good: its transaction was committed. */
    synchronized void saw(ChainPosition position) {
        if (position.number() > latest.number()) {
            latest = position;
        }
    }

    /**
     * Looks for the latest record that was seen, and takes note of what is there now. To be called every few seconds.
     *
     * @return the number of the record that is missing, once for each loss
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

    /** The number of the latest record that was found missing since this process began. */
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
