package dev.keyfob.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures how long a second node still accepts a token that was revoked at the first: two real nodes on one
 * PostgreSQL, the second under load. The time runs from the answer to the revocation until the last accepted request is
 * sent.
 */
final class RevocationBenchmark {

    private static final int REVOCATIONS = 500;
    private static final int LOADING = 2;

    private final List<String> secrets;
    private final int first;
    private final int second;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final AtomicLong asked = new AtomicLong();

    private RevocationBenchmark(List<String> secrets, int first, int second) {
        this.secrets = secrets;
        this.first = first;
        this.second = second;
    }

    static void run(Options options) throws Exception {
        Files.createDirectories(options.work());
        Path work = options.work();
        Store store = Store.parse(options.database(), work.resolve("data"));
        Seeded seeded = Seeding.fill(store, Math.max(10_000, options.tokens().get(0)), 10_000);
        try (JavaProcess one =
                        JavaProcess.keyfob(options.jar(), store, work.resolve("one.log"), options.serverFlags());
                JavaProcess two =
                        JavaProcess.keyfob(options.jar(), store, work.resolve("two.log"), options.serverFlags())) {
            int half = seeded.secrets().size() / 2;
            new RevocationBenchmark(seeded.secrets().subList(0, half), one.port(), two.port()).measure();
            System.out.println("\nThe same while the connections on which nodes listen are cut, ten times a second:");
            Scissors scissors = new Scissors(store);
            try {
                new RevocationBenchmark(seeded.secrets().subList(half, 2 * half), one.port(), two.port()).measure();
            } finally {
                scissors.close();
            }
        }
    }

    private void measure() throws Exception {
        List<Thread> loading = new ArrayList<>();
        for (int i = 0; i < LOADING; i++) {
            Thread thread = new Thread(this::load);
            thread.start();
            loading.add(thread);
        }
        double[] millis = new double[REVOCATIONS];
        int accepted = 0;
        long begun = System.nanoTime();
        try (Wire here = new Wire(first);
                Wire there = new Wire(second)) {
            for (int i = 0; i < REVOCATIONS; i++) {
                millis[i] = revokeOne(secrets.get(i), here, there);
                accepted += millis[i] > 0 ? 1 : 0;
            }
        } finally {
            isOver.set(true);
        }
        for (Thread thread : loading) {
            thread.join();
        }
        Arrays.sort(millis);
        System.out.printf(
                "%n%d revocations at one node, the other asked %,.0f times a second meanwhile%n%n",
                REVOCATIONS, asked.get() / ((System.nanoTime() - begun) / 1e9));
        System.out.println("| accepted once more | p50 ms | p90 ms | p99 ms | longest ms |");
        System.out.println("|--:|--:|--:|--:|--:|");
        System.out.printf(
                "| %d | %.1f | %.1f | %.1f | %.1f |%n",
                accepted,
                millis[REVOCATIONS / 2],
                millis[REVOCATIONS * 9 / 10],
                millis[REVOCATIONS * 99 / 100],
                millis[REVOCATIONS - 1]);
    }

    private double revokeOne(String secret, Wire here, Wire there) throws Exception {
        byte[] check = Scenario.request("GET", "/auth/check", bearer(secret), "");
        byte[] revoke = Scenario.request("DELETE", "/api/v1/tokens/self", bearer(secret), "");
        // The second check makes sure that the token is in the second node's cache.
        if (there.ask(check) != 200 || there.ask(check) != 200 || here.ask(revoke) != 204) {
            throw new IllegalStateException("a token was not what it should be");
        }
        long revoked = System.nanoTime();
        long latest = revoked;
        long put = revoked;
        while (there.ask(check) == 200) {
            latest = put;
            put = System.nanoTime();
        }
        return (latest - revoked) / 1e6;
    }

    private void load() {
        try (Wire wire = new Wire(second)) {
            for (int i = REVOCATIONS; !isOver.get(); i = i + 1 == secrets.size() ? REVOCATIONS : i + 1) {
                if (wire.ask(Scenario.request("GET", "/auth/check", bearer(secrets.get(i)), "")) != 200) {
                    throw new IllegalStateException("a good token was refused");
                }
                asked.incrementAndGet();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String bearer(String secret) {
        return "Authorization: Bearer " + secret + "\r\n";
    }
}
