package dev.keyfob.domain.audit;

import dev.keyfob.domain.text.PlainLine;
import java.util.Optional;

/**
 * A cut of the audit log: the last removed position, the number of removed entries, and the name of the person who
 * signed it off.
 */
public record AuditCut(ChainPosition upTo, long count, String signedOffBy) {

    private static final int LONGEST_NAME = 100;

    /**
     * Returns the name as an entry can hold it. Characters that could forge a line in a listing become question marks.
     */
    public static String name(String typed) {
        String plain = PlainLine.marked(typed.strip(), '?');
        return plain.codePointCount(0, plain.length()) <= LONGEST_NAME
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_NAME));
    }

    /** Returns the last removed position that this entry records; empty if it records no cut. */
    public static Optional<ChainPosition> recordedBy(AuditEntry entry) {
        return entry.action() == AuditAction.AUDIT_CUT && entry.succeeded()
                ? ChainPosition.find(entry.subject().id())
                : Optional.empty();
    }
}
