package dev.keyfob.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reuses space immediately and compacts without a pause, and checks that a power cut loses nothing that was
 * acknowledged.
 */
class PowerCutTest {

    private static final int CUTS = 30;
    private static final int UNFORCED_WRITERS = 2;
    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");

    @TempDir
    Path directory;

    private final Random random = new Random(7);

    @Test
    void what_was_acknowledged_is_there_after_a_power_cut_while_space_is_used_again() throws Exception {
        PowerCutDisk.attach();
        ConcurrentLinkedQueue<User> acknowledged = new ConcurrentLinkedQueue<>();
        AtomicBoolean goOn = new AtomicBoolean(true);
        Map<Path, List<User>> cuts = new HashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(UNFORCED_WRITERS + 3);
        try (Database database = PatientDatabase.inDirectory(directory.resolve("data"), PowerCutDisk.FILE_SYSTEM)) {
            List<Future<?>> work = new ArrayList<>();
            work.add(threads.submit(() -> addUsers(database, acknowledged, goOn)));
            // These writes are not in a transaction, so they are not forced. They ensure that there are writes after
            // the last force.
            for (int i = 0; i < UNFORCED_WRITERS; i++) {
                String name = "unforced" + i;
                AtomicInteger number = new AtomicInteger();
                work.add(threads.submit(() ->
                        repeat(goOn, () -> database.users().add(user(name + "-" + number.incrementAndGet())))));
            }
            work.add(threads.submit(() -> repeat(goOn, () -> database.noteTime(Instant.now()))));
            work.add(threads.submit(() -> repeat(goOn, () -> {
                database.compactFile();
                pause(20);
            })));
            for (int i = 0; i < CUTS; i++) {
                int atFirst = acknowledged.size();
                Eventually.isTrue(() -> acknowledged.size() > atFirst);
                pause(random.nextInt(60));
                List<User> before = List.copyOf(acknowledged);
                Path left = Files.createDirectory(directory.resolve("cut" + i));
                PowerCutDisk.cut(left.resolve("keyfob.mv.db"), random);
                cuts.put(left, before);
            }
            goOn.set(false);
            for (Future<?> each : work) {
                each.get();
            }
        } finally {
            goOn.set(false);
            threads.shutdown();
        }

        for (Map.Entry<Path, List<User>> cut : cuts.entrySet()) {
            try (Database again = Database.inDirectory(cut.getKey(), text -> {})) {
                assertThat(cut.getValue())
                        .as("acknowledged before %s", cut.getKey().getFileName())
                        .allSatisfy(user -> assertThat(again.users().findByEmail(user.email()))
                                .contains(user));
            }
        }
    }

    private static void addUsers(Database database, ConcurrentLinkedQueue<User> acknowledged, AtomicBoolean goOn) {
        for (int i = 0; goOn.get(); i++) {
            User user = user("acknowledged-" + i);
            database.transactions().inOne(() -> database.users().add(user));
            acknowledged.add(user);
            pause(10);
        }
    }

    private static User user(String name) {
        return User.joining(new Email(name + "@example.com"), Set.of(), NOW);
    }

    private static void pause(int milliseconds) {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void repeat(AtomicBoolean goOn, Runnable work) {
        while (goOn.get()) {
            work.run();
        }
    }
}
