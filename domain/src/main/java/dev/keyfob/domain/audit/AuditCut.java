package dev.keyfob.domain.audit;

import dev.keyfob.domain.text.PlainLine;
import java.util.Optional;

/** What a record of a cut says: up to where the log was removed, how much that was, and who signed it off. */
public record AuditCut(ChainPosition upTo, long count, String signedOffBy) {

    private static final int LONGEST_NAME = 100;

    /** The name that an entry can hold; what would forge a line of a listing becomes a question mark. */
    public static String name(String typed) {
        String plain = PlainLine.marked(typed.strip(), '?');
        return plain.codePointCount(0, plain.length()) <= LONGEST_NAME
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_NAME));
    }

    /** Up to where the log was removed, as an entry tells; empty where it tells of no cut. */
    public static Optional<ChainPosition> toldBy(AuditEntry entry) {
        return entry.action() == AuditAction.AUDIT_CUT && entry.succeeded()
                ? ChainPosition.find(entry.subject().id())
                : Optional.empty();
    }
}
