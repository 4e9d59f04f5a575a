package dev.keyfob.bootstrap.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Configures the log, which goes to standard error. A server writes one JSON object per line, so that logged text
 * cannot look like another line, or plain text if the settings say so. A command writes warnings as plain text.
 */
public final class Logging extends ContextAwareBase implements Configurator {

    public static final String JSON = "json";
    public static final String TEXT = "text";

    private static final String STYLE = "keyfob.log";

    /** Sets the log format of a server. Must be called before the first logger is created. */
    public static void forServer(String format) {
        System.setProperty(STYLE, format);
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        String style = System.getProperty(STYLE, "");
        Encoder<ILoggingEvent> encoder = style.equals(JSON) ? new JsonLines() : new TextLines(style.equals(TEXT));
        encoder.setContext(context);
        encoder.start();

        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();

        ch.qos.logback.classic.Logger root = context.getLogger("ROOT");
        root.setLevel(Level.WARN);
        root.addAppender(console);
        context.getLogger(RedactedLogEvent.OURS).setLevel(style.isEmpty() ? Level.WARN : Level.INFO);
        JavaLogging.join();
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
