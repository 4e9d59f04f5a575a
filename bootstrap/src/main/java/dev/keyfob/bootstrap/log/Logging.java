package dev.keyfob.bootstrap.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/**
 * Where the log goes: to standard error. A server writes one JSON object a line, so that no logged text can pass for
 * another line, or text where the settings say so; a command writes warnings as plain text.
 */
public final class Logging extends ContextAwareBase implements Configurator {

    public static final String JSON = "json";
    public static final String TEXT = "text";

    private static final String STYLE = "keyfob.log";

    /** Call this before the first logger is made. */
    public static void forServer(String format) {
        System.setProperty(STYLE, format);
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) ->
                LoggerFactory.getLogger(Logging.class).error("A thread ended by a failure", thrown));
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
        context.getLogger(LoggedEvent.OURS).setLevel(style.isEmpty() ? Level.WARN : Level.INFO);
        JavaLogging.join();
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
