package dev.keyfob.bootstrap.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.MessageFormatter;

/**
 * Turns an event into log text. This is the only class that does so. The message of an exception may contain stored or
 * sent values (an SQL statement, a token in a URL), so only types and stack frames of exceptions are logged. Of a
 * library's own messages only numbers and type names are logged.
 */
final class RedactedLogEvent {

    static final String OURS = "dev.keyfob";

    /** The fields that the web server sets for the request of a thread. Neither can contain arbitrary text. */
    static final List<String> OF_REQUEST = List.of("request_id", "traceparent");

    private static final int FRAMES = 100;
    private static final int THROWABLES = 20;
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final ILoggingEvent event;
    private final boolean isOurs;

    RedactedLogEvent(ILoggingEvent event) {
        this.event = event;
        this.isOurs = event.getLoggerName().startsWith(OURS);
    }

    /** Returns the time as in RFC 3339, in UTC, with milliseconds. */
    String time() {
        return TIME.format(
                Optional.ofNullable(event.getInstant()).orElseGet(() -> Instant.ofEpochMilli(event.getTimeStamp())));
    }

    String message() {
        return isOurs ? event.getFormattedMessage() : ofLibrary();
    }

    /**
     * Returns the further fields: for every event its request, and for Keyfob's own events also values such as the id
     * of an incident.
     */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        Map<String, String> ofThread = event.getMDCPropertyMap();
        for (String name : OF_REQUEST) {
            Optional.ofNullable(ofThread.get(name)).ifPresent(value -> fields.put(name, value));
        }
        if (isOurs && event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                fields.put(pair.key, String.valueOf(pair.value));
            }
        }
        return fields;
    }

    /** Returns the types and stack frames of the exception, its causes and its suppressed exceptions, one per line. */
    Optional<String> trace() {
        return Optional.ofNullable(event.getThrowableProxy()).map(thrown -> {
            StringBuilder text = new StringBuilder();
            trace(text, "", thrown, THROWABLES);
            return text.toString();
        });
    }

    private String ofLibrary() {
        Object[] given = Optional.ofNullable(event.getArgumentArray()).orElseGet(() -> new Object[0]);
        Object[] shown = Stream.of(given).map(RedactedLogEvent::withoutText).toArray();
        return MessageFormatter.basicArrayFormat(event.getMessage(), shown);
    }

    private static Object withoutText(Object given) {
        if (given == null || given instanceof Number || given instanceof Boolean || given instanceof Enum<?>) {
            return given;
        }
        return "<" + (given instanceof Class<?> type ? type : given.getClass()).getSimpleName() + ">";
    }

    // Returns how many more exceptions may be appended, because a failure can suppress a thousand others.
    private static int trace(StringBuilder text, String heading, IThrowableProxy thrown, int left) {
        text.append(heading).append(thrown.getClassName());
        if (left == 0 || thrown.isCyclic()) {
            text.append("\n    ...");
            return 0;
        }
        StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
        int own = frames.length - thrown.getCommonFrames();
        for (int i = 0; i < Math.min(own, FRAMES); i++) {
            text.append("\n    at ").append(frames[i].getStackTraceElement());
        }
        if (frames.length > Math.min(own, FRAMES)) {
            text.append("\n    ... ")
                    .append(frames.length - Math.min(own, FRAMES))
                    .append(" more");
        }
        int rest = left - 1;
        for (IThrowableProxy suppressed : thrown.getSuppressed()) {
            rest = rest == 0 ? 0 : trace(text, "\nSuppressed: ", suppressed, rest);
        }
        return thrown.getCause() == null || rest == 0 ? rest : trace(text, "\nCaused by: ", thrown.getCause(), rest);
    }
}
