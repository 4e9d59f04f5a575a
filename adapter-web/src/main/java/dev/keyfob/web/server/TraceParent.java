package dev.keyfob.web.server;

import java.util.List;
import java.util.Optional;

/**
 * Parses the header {@code traceparent} (W3C Trace Context, section 3.2), which names the trace of a request. Any
 * client can send it, so a value in any other form is ignored.
 */
final class TraceParent {

    static final String HEADER = "traceparent";

    private static final int LENGTH = 55;
    private static final int TRACE = 3;
    private static final int PARENT = 36;
    private static final int FLAGS = 53;

    private TraceParent() {}

    /** Returns the value; empty if it is invalid or sent more than once. */
    static Optional<String> of(List<String> values) {
        return values.size() == 1 && isOne(values.get(0)) ? Optional.of(values.get(0)) : Optional.empty();
    }

    // Accepts only version 00, which has exactly four parts. What a later version adds is unknown.
    private static boolean isOne(String text) {
        return text.length() == LENGTH
                && text.startsWith("00-")
                && isId(text, TRACE, PARENT - 1)
                && text.charAt(PARENT - 1) == '-'
                && isId(text, PARENT, FLAGS - 1)
                && text.charAt(FLAGS - 1) == '-'
                && isHexadecimal(text, FLAGS, LENGTH);
    }

    // An id of zeros is invalid.
    private static boolean isId(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '0') {
                return isHexadecimal(text, from, to);
            }
        }
        return false;
    }

    private static boolean isHexadecimal(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }
}
