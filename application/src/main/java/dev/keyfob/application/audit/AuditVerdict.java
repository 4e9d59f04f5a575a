package dev.keyfob.application.audit;

import dev.keyfob.domain.audit.ChainEnds;
import dev.keyfob.domain.audit.ChainFault;
import dev.keyfob.domain.audit.HeadComparison;
import java.util.Optional;

/**
 * What was found in the audit log: from where to where it was followed, the first fault, and how it fits a kept head.
 */
public record AuditVerdict(ChainEnds ends, Optional<ChainFault> fault, Optional<HeadComparison> kept) {

    public boolean isIntact() {
        return fault.isEmpty();
    }

    /** Intact, and nothing is missing since the head was noted. */
    public boolean isGood() {
        return isIntact()
                && kept.map(head -> head.outcome() == HeadComparison.Outcome.CONTAINED)
                        .orElse(true);
    }
}
