package dev.keyfob.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
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
    private final List<Wire> wires = new ArrayList<>();
    private final ExecutorService threads;
    private final AtomicInteger next = new AtomicInteger();

    Load(JavaProcess server, Scenario scenario, int connections, Listener listener) throws IOException {
        this.server = server;
        this.scenario = scenario;
        this.listener = listener;
        threads = Executors.newFixedThreadPool(connections);
        for (int i = 0; i < connections; i++) {
            wires.add(new Wire(server.port()));
        }
    }

    Measurement run(int seconds) throws Exception {
        long processorBefore = server.processorNanos();
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        List<Callable<long[]>> work = wires.stream()
                .<Callable<long[]>>map(wire -> () -> askUntil(end, wire))
                .toList();
        List<Future<long[]>> done = threads.invokeAll(work);
        long wall = System.nanoTime() - start;
        long processor = server.processorNanos() - processorBefore;
        LongStream all = LongStream.empty();
        for (Future<long[]> latencies : done) {
            all = LongStream.concat(all, LongStream.of(latencies.get()));
        }
        return new Measurement(all.sorted().toArray(), wall, processor, server.residentMegabytes());
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
    public void close() throws IOException {
        threads.shutdown();
        for (Wire wire : wires) {
            wire.close();
        }
    }
}
