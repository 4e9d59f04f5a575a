package dev.keyfob.application.audit;

import dev.keyfob.domain.audit.ChainEnds;
import dev.keyfob.domain.audit.ChainFault;
import dev.keyfob.domain.audit.HeadComparison;
import java.util.Optional;

/**
 * The result of verifying the audit log: the range that was checked, the first fault, and the comparison with a kept
 * head.
 */
public record AuditVerdict(ChainEnds ends, Optional<ChainFault> fault, Optional<HeadComparison> kept) {

    public boolean isIntact() {
        return fault.isEmpty();
    }

    /** Returns whether the log is intact and, if a kept head was given, still contains it. */
    public boolean isGood() {
        return isIntact()
                && kept.map(head -> head.outcome() == HeadComparison.Outcome.CONTAINED)
                        .orElse(true);
    }
}
