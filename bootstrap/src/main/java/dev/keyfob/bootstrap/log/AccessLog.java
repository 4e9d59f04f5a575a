package dev.keyfob.bootstrap.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.keyfob.web.server.RequestWatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line with a JSON object for each request. It has the route, but not the path, the query or a header, so it
 * contains no secret.
 *
 * <p>A separate thread writes the lines, because a request must not wait for the reader of the log. If the reader does
 * not keep up or the output fails, lines are dropped, and a warning in the server's log says how many, at most once a
 * minute.
 */
public final class AccessLog implements RequestWatch, AutoCloseable {

    private static final int MOST_WAITING = 10_000;
    private static final int SECONDS_TO_FINISH = 2;
    private static final int MILLIS = 3;
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(MILLIS).toFormatter();
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

    private final OutputStream out;
    private final InstantSource clock;

    /** Distinguishes the requests of this process from those of others. */
    private final String process;

    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final BlockingQueue<byte[]> lines = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread writer = new Thread(this::write, "access-log");
    private volatile boolean isClosed;

    // Used by the writing thread alone.
    private boolean hasFailed;
    private long nextWarning = System.nanoTime();

    /** {@code process} is the prefix of the ids of requests, and is different in each process. */
    public AccessLog(OutputStream out, InstantSource clock, String process) {
        this.out = out;
        this.clock = clock;
        this.process = process;
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public String nextId() {
        return process + "-" + requests.incrementAndGet();
    }

    @Override
    public OfRoute of(String method, String path) {
        return answered -> {
            if (!lines.offer(line(path, answered))) {
                dropped.incrementAndGet();
            }
        };
    }

    /** Writes the waiting lines first, for at most two seconds. */
    @Override
    public void close() {
        isClosed = true;
        try {
            writer.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_FINISH));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] line(String route, Answered answered) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("time", TIME.format(clock.instant()));
            json.writeStringField("method", answered.method());
            json.writeStringField("route", route);
            json.writeNumberField("status", answered.status());
            // Microseconds are enough.
            json.writeNumberField("duration_ms", BigDecimal.valueOf(answered.nanos() / 1_000, MILLIS));
            json.writeNumberField("bytes", answered.bytes());
            json.writeStringField("request_id", answered.requestId());
            if (answered.traceparent().isPresent()) {
                json.writeStringField("traceparent", answered.traceparent().get());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        line.write('\n');
        return line.toByteArray();
    }

    private void write() {
        List<byte[]> taken = new ArrayList<>();
        try {
            while (!isClosed || !lines.isEmpty()) {
                byte[] line = lines.poll(100, TimeUnit.MILLISECONDS);
                if (line != null) {
                    taken.add(line);
                    lines.drainTo(taken);
                    write(taken);
                    taken.clear();
                }
                tellOfDropped();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // A failure may pass: a full disk has room again. A part of the last line may have been written, so the next one
    // begins with a line break.
    private void write(List<byte[]> taken) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        if (hasFailed) {
            text.write('\n');
        }
        taken.forEach(text::writeBytes);
        try {
            out.write(text.toByteArray());
            hasFailed = false;
        } catch (IOException e) {
            hasFailed = true;
            dropped.addAndGet(taken.size());
        }
    }

    private void tellOfDropped() {
        long now = System.nanoTime();
        if (dropped.get() > 0 && now - nextWarning >= 0) {
            nextWarning = now + BETWEEN_WARNINGS.toNanos();
            LOG.warn(
                    "{} lines of the access log were dropped, since its reader did not keep up or its output failed",
                    dropped.getAndSet(0));
        }
    }
}
