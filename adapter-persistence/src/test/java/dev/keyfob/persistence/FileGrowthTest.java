package dev.keyfob.persistence;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.application.token.RotateToken;
import dev.keyfob.application.token.RotationOptions;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenSecret;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import dev.keyfob.persistence.connection.WriteBarrier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that the file stays near the size of its data. That size is measured with a compacted copy, the smallest file
 * in which H2 keeps the same rows. {@code -Dkeyfob.growth.seconds=300} writes for minutes. A slow machine writes for
 * longer.
 */
class FileGrowthTest {

    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("keyfob.growth.seconds", 20));
    private static final int WRITERS = 4;

    /** Without compaction, so many changes make the file twice as large as is accepted. */
    private static final int ENOUGH = 1_500;

    private static final int TIMES_ITS_DATA = 4;

    /** A file of this size is accepted, however little data it has. */
    private static final long SMALL = 16L * 1024 * 1024;

    /** No space is reused while a reader has an old version open, so the file may grow by this much for each change. */
    private static final long AT_MOST_FOR_A_CHANGE = 128L * 1024;

    private static final Email ALICE = new Email("alice@example.com");
    private static final RotationOptions AT_ONCE = new RotationOptions(Optional.empty(), Optional.empty(), true);

    @TempDir
    Path directory;

    private final InstantSource clock = InstantSource.system();
    private final AtomicInteger changes = new AtomicInteger();
    private volatile long halfTime;
    private volatile long end;

    // No periodic compaction runs here. On a fast disk, writers outpace it, so the steps after their commits must keep
    // the bound alone.
    @Test
    void a_file_that_is_written_without_a_pause_stays_within_four_times_its_data() throws Exception {
        long whileWritten;
        List<TokenSecret> latest = new ArrayList<>();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try (Database database = PatientDatabase.inDirectory(directory)) {
            database.users().add(User.joining(ALICE, Set.of(), clock.instant()));
            halfTime = System.nanoTime() + LENGTH.toNanos() / 2;
            end = System.nanoTime() + LENGTH.toNanos();
            List<Future<TokenSecret>> writing = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                CreatedToken token = create(database, "Token " + i);
                writing.add(writers.submit(() -> rotateUntilTheEnd(database, token)));
            }

            whileWritten = largestInSecondHalf(writing);
            for (Future<TokenSecret> each : writing) {
                latest.add(each.get());
            }
        } finally {
            writers.shutdown();
        }

        long afterStop = Files.size(file());
        long data = sizeOfCompactedCopy();
        System.out.println("written for " + LENGTH.toSeconds() + " s: " + changes + " changes, data " + data
                + " bytes, file at most " + whileWritten + " in the second half, " + afterStop + " after the stop");
        assertThat(whileWritten).as("largest, of data " + data).isLessThan(Math.max(TIMES_ITS_DATA * data, SMALL));
        assertThat(afterStop).as("after a stop, of data " + data).isLessThan(Math.max(TIMES_ITS_DATA * data, SMALL));
        try (Database again = Database.inDirectory(directory, text -> {})) {
            assertThat(latest)
                    .allSatisfy(secret -> assertThat(again.accessTokens().findByDigest(secret.digest()))
                            .isPresent());
        }
    }

    @Test
    void who_reads_for_long_reads_on_and_the_file_shrinks_afterwards() throws Exception {
        try (Database database = PatientDatabase.inDirectory(directory);
                Connection reader = DriverManager.getConnection(
                        "jdbc:h2:" + WriteBarrier.before("file:") + directory.resolve("keyfob"))) {
            database.users().add(User.joining(ALICE, Set.of(), clock.instant()));
            CreatedToken token = create(database, "Token");
            rotate(database, token, 50);
            addUsers(database, 5_000);
            reader.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            reader.setAutoCommit(false);
            List<String> before = retiredSecrets(reader);
            long sizeBefore = Files.size(file());

            for (int i = 0; i < 10; i++) {
                rotate(database, token, 20);
                database.compactFile();
            }

            assertThat(retiredSecrets(reader)).isEqualTo(before);
            long whileRead = Files.size(file());
            assertThat(whileRead - sizeBefore).as("what 200 changes added").isLessThan(200 * AT_MOST_FOR_A_CHANGE);
            reader.rollback();
            assertThat(retiredSecrets(reader)).hasSize(before.size() + 200);
            reader.rollback();
            rotate(database, token, 1);
            database.compactFile();
            assertThat(Files.size(file())).isLessThan(whileRead / 2);
        }
    }

    private void addUsers(Database database, int number) {
        database.transactions().inOne(() -> {
            for (int i = 0; i < number; i++) {
                database.users().add(User.joining(new Email("user" + i + "@example.com"), Set.of(), clock.instant()));
            }
        });
    }

    private void rotate(Database database, CreatedToken token, int times) {
        RotateToken rotateToken = rotateToken(database);
        for (int i = 0; i < times; i++) {
            rotateToken.rotate(OPERATOR, token.token().id(), AT_ONCE);
        }
    }

    private static List<String> retiredSecrets(Connection reader) throws SQLException {
        List<String> digests = new ArrayList<>();
        try (Statement statement = reader.createStatement();
                ResultSet rows = statement.executeQuery("select digest from retired_secret order by digest")) {
            while (rows.next()) {
                digests.add(rows.getString(1));
            }
        }
        return digests;
    }

    private TokenSecret rotateUntilTheEnd(Database database, CreatedToken token) {
        RotateToken rotateToken = rotateToken(database);
        TokenSecret latest = token.secret();
        while (!isPast(end, ENOUGH)) {
            latest = rotateToken.rotate(OPERATOR, token.token().id(), AT_ONCE).secret();
            changes.incrementAndGet();
        }
        return latest;
    }

    private RotateToken rotateToken(Database database) {
        return AssembledUseCases.over(database, clock).tokens.rotateToken;
    }

    private long largestInSecondHalf(List<Future<TokenSecret>> writing) throws Exception {
        long largest = 0;
        while (!writing.stream().allMatch(Future::isDone)) {
            TimeUnit.MILLISECONDS.sleep(50);
            if (isPast(halfTime, ENOUGH / 2)) {
                largest = Math.max(largest, Files.size(file()));
            }
        }
        return largest;
    }

    private boolean isPast(long time, int number) {
        return System.nanoTime() - time >= 0 && changes.get() >= number;
    }

    private long sizeOfCompactedCopy() throws IOException {
        Path copy = directory.resolve("copy.mv.db");
        MVStore.compact(file().toString(), copy.toString(), false, null);
        long size = Files.size(copy);
        Files.delete(copy);
        return size;
    }

    private Path file() {
        return directory.resolve("keyfob.mv.db");
    }

    private CreatedToken create(Database database, String name) {
        return AssembledUseCases.over(database, clock)
                .tokens
                .createToken
                .create(OPERATOR, new NewToken(ALICE, TokenName.parse(name), new Expiry.Standard(), Narrowing.none()));
    }
}
