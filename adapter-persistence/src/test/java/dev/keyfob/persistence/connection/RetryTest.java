package dev.keyfob.persistence.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.PatientDatabase;
import dev.keyfob.persistence.PostgresServer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Retries what is safe to retry, on a real PostgreSQL. */
class RetryTest {

    private static final String UNCHECKED = "com.zaxxer.hikari.aliveBypassWindowMs";
    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");

    @Test
    void a_question_whose_connection_was_cut_is_asked_again() {
        // A connection that was used a moment ago counts as alive, so the pool does not check it. Here any moment does.
        System.setProperty(UNCHECKED, Long.toString(Duration.ofDays(1).toMillis()));
        PostgresConnectionInfo address = PostgresServer.newMigrated();
        String name = address.url().substring(address.url().lastIndexOf('/') + 1);
        try (Database database = PatientDatabase.onPostgres(address)) {
            for (int i = 0; i < 5; i++) {
                assertThat(database.condition()).isEqualTo(Database.Condition.READY);
                // Not cached yet, so it is looked up in the database.
                AccessToken token = addToken(database, "user" + i + "@example.com");
                PostgresServer.execute(
                        "select pg_terminate_backend(pid, 120000) from pg_stat_activity where datname = '" + name
                                + "'");

                assertThat(database.accessTokens().findOwned(token.digest(), NOW, TokenPolicy.standard()))
                        .isPresent();
            }
        } finally {
            System.clearProperty(UNCHECKED);
        }
    }

    @Test
    void two_transactions_that_wait_for_each_other_both_come_to_an_end() throws Exception {
        try (Database database = PatientDatabase.onPostgres(PostgresServer.newMigrated())) {
            AccessToken one = addToken(database, "alice@example.com");
            AccessToken other = addToken(database, "bob@example.com");
            CyclicBarrier bothHoldTheFirst = new CyclicBarrier(2);
            AtomicInteger tries = new AtomicInteger();

            CompletableFuture<Void> there =
                    CompletableFuture.runAsync(() -> holdBoth(database, one, other, bothHoldTheFirst, tries));
            holdBoth(database, other, one, bothHoldTheFirst, tries);
            there.get();

            // At least one of the two transactions was retried.
            assertThat(tries.get()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void what_fails_for_another_reason_is_not_done_again() {
        AtomicInteger tries = new AtomicInteger();
        Retry retry = new Retry(() -> {});

        assertThatThrownBy(() -> retry.transaction(() -> {
                    tries.incrementAndGet();
                    throw new IllegalStateException("a bug");
                }))
                .hasMessage("a bug");
        assertThatThrownBy(() -> retry.question(() -> {
                    tries.incrementAndGet();
                    throw new IllegalStateException("a bug");
                }))
                .hasMessage("a bug");

        assertThat(tries).hasValue(2);
    }

    private static void holdBoth(
            Database database, AccessToken first, AccessToken second, CyclicBarrier barrier, AtomicInteger tries) {
        AtomicInteger own = new AtomicInteger();
        database.transactions().inOne(() -> {
            tries.incrementAndGet();
            database.accessTokens().findForUpdate(first.id());
            if (own.incrementAndGet() == 1) {
                await(barrier);
            }
            database.accessTokens().findForUpdate(second.id());
        });
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(2, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static AccessToken addToken(Database database, String email) {
        User user = User.joining(new Email(email), Set.of(), NOW);
        database.users().add(user);
        AccessToken token = AccessToken.issue(
                user.id(),
                TokenName.parse("Laptop"),
                TokenFormat.standard().generate(new SecureRandom()),
                new LifeSpan(NOW, Optional.empty()),
                Narrowing.none());
        database.accessTokens().add(token);
        return token;
    }
}
