package dev.keyfob.domain.audit;

import java.util.Locale;
import java.util.Optional;

/** The first fault in the chain: the number of the record, the record itself if it exists, and an explanation. */
public record ChainFault(Kind kind, long number, Optional<StoredEntry> record, String explanation) {

    public enum Kind {
        CHANGED,
        MISSING,
        EXTRA,
        OUT_OF_ORDER,
        TRUNCATED,
        UNSEALED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static ChainFault at(Kind kind, StoredEntry record, String explanation) {
        return new ChainFault(kind, record.number(), Optional.of(record), explanation);
    }

    public static ChainFault missing(long first, long last, String consequence) {
        return new ChainFault(Kind.MISSING, first, Optional.empty(), span(first, last) + " missing" + consequence);
    }

    public static ChainFault truncated(long first, long last) {
        return new ChainFault(
                Kind.TRUNCATED,
                first,
                Optional.empty(),
                span(first, last) + " missing at the end: the log was cut short.");
    }

    /** Creates a fault for a record at a position where there must be none. */
    public static ChainFault extra(StoredEntry record, String where) {
        return at(Kind.EXTRA, record, "Record " + record.number() + " is stored " + where + ": somebody added it.");
    }

    public static ChainFault headChanged(ChainPosition head) {
        return new ChainFault(
                Kind.CHANGED,
                head.number(),
                Optional.empty(),
                "The head of the log does not belong to record " + head.number()
                        + ": the head, or the log as a whole, was rewritten.");
    }

    private static String span(long first, long last) {
        return first == last ? "Record " + first + " is" : "Records " + first + " to " + last + " are";
    }
}
