package dev.keyfob.bootstrap.log;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forwards the messages of libraries that use java.util.logging, such as PostgreSQL's driver and Java's HTTP client.
 * Otherwise they would print the messages of exceptions without any filter.
 */
final class JavaLogging extends Handler {

    private JavaLogging() {}

    static void join() {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        root.addHandler(new JavaLogging());
    }

    @Override
    public void publish(LogRecord line) {
        String logger = line.getLoggerName() == null ? "java" : line.getLoggerName();
        // The parameters of the message are left out, because they may contain any text.
        LoggerFactory.getLogger(logger)
                .makeLoggingEventBuilder(
                        line.getLevel().intValue() >= Level.SEVERE.intValue()
                                ? org.slf4j.event.Level.ERROR
                                : org.slf4j.event.Level.WARN)
                .setCause(line.getThrown())
                .log(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
