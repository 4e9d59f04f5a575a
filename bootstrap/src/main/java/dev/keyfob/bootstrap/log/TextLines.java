package dev.keyfob.bootstrap.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * Encodes an event as a line for people, followed by the stack frames of the exception. Characters that end a line or
 * change the direction of writing are replaced in a message, so that it cannot look like another line.
 */
final class TextLines extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = {};
    private static final String BREAKS_OR_TURNS = "[\\p{Cntrl}\\p{Cf}\\u0085\\u2028\\u2029]";

    private final boolean forServer;

    /** {@code forServer} adds the time and the thread to each line. A command ends too soon to need them. */
    TextLines(boolean forServer) {
        this.forServer = forServer;
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        RedactedLogEvent logged = new RedactedLogEvent(event);
        String logger = event.getLoggerName();
        String head = forServer
                ? logged.time() + " " + event.getLevel() + " [" + event.getThreadName() + "] " + logger
                : event.getLevel() + " " + logger.substring(logger.lastIndexOf('.') + 1);
        String message = logged.message().replaceAll(BREAKS_OR_TURNS, "?");
        String request = logged.fields().entrySet().stream()
                .filter(field -> RedactedLogEvent.OF_REQUEST.contains(field.getKey()))
                .map(field -> " " + field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining());
        String trace = logged.trace().map(lines -> "\n" + lines).orElse("");
        return (head + ": " + message + request + trace + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
