package dev.keyfob.bootstrap;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Where the log goes: to standard error. A server writes one JSON object a line, so that no logged text can pass for
 * another line; a command writes warnings as plain text, with line breaks taken out.
 */
public final class Logging extends ContextAwareBase implements Configurator {

    private static final String STYLE = "keyfob.log";

    /** Call this before the first logger is made. */
    static void forServer() {
        System.setProperty(STYLE, "json");
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        boolean json = "json".equals(System.getProperty(STYLE));
        Encoder<ILoggingEvent> encoder = json ? jsonLines() : plainLines();
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
        context.getLogger("dev.keyfob").setLevel(json ? Level.INFO : Level.WARN);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static Encoder<ILoggingEvent> jsonLines() {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setWithContext(false);
        encoder.setWithArguments(false);
        return encoder;
    }

    private static Encoder<ILoggingEvent> plainLines() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern("%level %logger{0}: %replace(%msg){'\\p{Cntrl}', '?'}%n%ex{short}");
        return encoder;
    }
}
