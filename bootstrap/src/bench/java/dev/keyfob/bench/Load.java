package dev.keyfob.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** Asks a server the same thing over several connections, each of which waits for an answer before it asks again. */
final class Load implements AutoCloseable {

    /** Told of every answer, with the number of its request. */
    interface Listener {
        void answered(int number, Wire wire);
    }

    private final JavaProcess server;
    private final Scenario scenario;
    private final Listener listener;
    private final int connections;
    private final ExecutorService threads;
    private final AtomicInteger next = new AtomicInteger();

    Load(JavaProcess server, Scenario scenario, int connections, Listener listener) {
        this.server = server;
        this.scenario = scenario;
        this.listener = listener;
        this.connections = connections;
        threads = Executors.newFixedThreadPool(connections);
    }

    /** Where each request succeeds once only: have all been made? */
    boolean isDone() {
        return scenario.isOnce() && next.get() >= scenario.requests().size();
    }

    Measurement run(int seconds) throws Exception {
        long processorBefore = server.processorNanos();
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        List<Future<long[]>> done = threads.invokeAll(Collections.nCopies(connections, () -> askUntil(end)));
        long wall = System.nanoTime() - start;
        long processor = server.processorNanos() - processorBefore;
        LongStream all = LongStream.empty();
        for (Future<long[]> latencies : done) {
            all = LongStream.concat(all, LongStream.of(latencies.get()));
        }
        return Measurement.of(all.sorted().toArray(), wall, processor, server.residentMegabytes());
    }

    // A connection is opened anew each time: servers close those that nothing is heard of.
    private long[] askUntil(long end) throws IOException {
        try (Wire wire = new Wire(server.port())) {
            return askUntil(end, wire);
        }
    }

    private long[] askUntil(long end, Wire wire) throws IOException {
        List<byte[]> requests = scenario.requests();
        long[] latencies = new long[1024];
        int count = 0;
        long before = System.nanoTime();
        while (before < end) {
            int number = next.getAndIncrement();
            if (scenario.isOnce() && number >= requests.size()) {
                break;
            }
            int status = wire.ask(requests.get(number % requests.size()));
            long after = System.nanoTime();
            if (status != scenario.status()) {
                throw new IOException(scenario.name() + " was answered: " + wire.head());
            }
            listener.answered(number, wire);
            if (count == latencies.length) {
                latencies = Arrays.copyOf(latencies, 2 * count);
            }
            latencies[count++] = after - before;
            before = System.nanoTime();
        }
        return Arrays.copyOf(latencies, count);
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
