package dev.keyfob.bootstrap.log;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the lines of those that write by Java's own logging (the driver of PostgreSQL, Java's HTTP client), which would
 * print the texts of exceptions past everything else.
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
        // Without what is to be put into the message: it may be anybody's text.
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
