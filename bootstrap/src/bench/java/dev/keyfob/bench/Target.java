package dev.keyfob.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A server that is measured with one kind of request. */
final class Target implements AutoCloseable {

    /** Below this factor of growth, the rate counts as stable. */
    private static final double FLAT = 1.03;

    private static final int WARM_UP_SECONDS = 2;
    private static final int MOST_WARM_UPS = 30;

    private final JavaProcess server;
    private final JvmMemory memory;
    private final Path requests;
    private final Optional<Path> locations;
    private long next;

    /** {@code first} is the number of the first request to send. */
    Target(JavaProcess server, Path requests, long first, Optional<Path> locations) throws Exception {
        this.server = server;
        this.memory = JvmMemory.of(server.pid());
        this.requests = requests;
        this.next = first;
        this.locations = locations;
    }

    /** The number of the next request to send. */
    long next() {
        return next;
    }

    /** Sends load until the rate is stable: three runs in a row do not improve on the best. */
    void warmUp(int connections) throws IOException, InterruptedException {
        double best = 0;
        int flat = 0;
        for (int i = 0; i < MOST_WARM_UPS && flat < 3; i++) {
            double rate = load(connections, WARM_UP_SECONDS).goodPerSecond();
            flat = rate < FLAT * best ? flat + 1 : 0;
            best = Math.max(best, rate);
        }
    }

    Round measure(int connections, int seconds) throws IOException, InterruptedException {
        JvmMemory.Use before = memory.use();
        long processorBefore = server.processorNanos();
        Wrk.Answered answered = load(connections, seconds);
        long processor = server.processorNanos() - processorBefore;
        JvmMemory.Use after = memory.use();
        long good = answered.requests() - answered.refused();
        if (good == 0) {
            throw new IOException("no request was answered with success");
        }
        return new Round(
                answered,
                processor / 1e3 / good,
                after.allocatedSince(before) / 1e3 / good,
                (after.collections() - before.collections()) / answered.seconds(),
                (after.collectionMillis() - before.collectionMillis()) / answered.seconds(),
                server.residentMegabytes());
    }

    private Wrk.Answered load(int connections, int seconds) throws IOException, InterruptedException {
        Wrk.Answered answered = Wrk.run(server.port(), connections, seconds, requests, next, locations);
        // Adds the requests that were sent but not answered, and one that wrk generates at its start.
        next += answered.requests() + connections + 1;
        return answered;
    }

    @Override
    public void close() throws IOException {
        memory.close();
    }
}
