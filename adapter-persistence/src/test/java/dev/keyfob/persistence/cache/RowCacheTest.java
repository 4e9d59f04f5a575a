package dev.keyfob.persistence.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keyfob.application.UseCases;
import dev.keyfob.application.fake.SettableClock;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.application.token.RecentUses;
import dev.keyfob.application.token.VerifyToken;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.policy.ExpiryPolicy;
import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.OwnedToken;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import dev.keyfob.persistence.AssembledUseCases;
import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.connection.Retry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The cache is trusted only while no change can be missed. */
class RowCacheTest {

    private static final Email ALICE = new Email("alice@example.com");

    private final AtomicBoolean isTrusted = new AtomicBoolean(true);
    private final AtomicInteger queries = new AtomicInteger();
    private final RowCache<String, String> cache =
            new RowCache<>(isTrusted::get, new Retry(() -> {}), row -> row.substring(0, 1), Caffeine.newBuilder());

    @Test
    void what_was_found_once_is_not_asked_for_again() {
        assertThat(find("a1")).contains("a1");
        assertThat(find("a1")).contains("a1");

        assertThat(queries).hasValue(1);
    }

    @Test
    void what_is_answered_from_memory_and_what_is_not_is_counted() {
        find("a1");
        find("a1");
        find("b1");
        isTrusted.set(false);
        find("a1");

        assertThat(cache.use("rows")).isEqualTo(new CacheStats("rows", 1, 2, 1));
    }

    @Test
    void a_change_is_about_its_subject_alone() {
        find("a1");
        find("b1");

        cache.invalidate("a");
        find("a1");
        find("b1");

        assertThat(queries).hasValue(3);
    }

    @Test
    void a_row_that_was_read_while_its_subject_changed_is_not_kept() {
        cache.find("a1", row -> true, () -> {
            cache.invalidate("a");
            return Optional.of("a1");
        });

        find("a1");

        assertThat(queries).hasValue(1);
    }

    @Test
    void who_may_have_missed_changes_forgets_everything() {
        find("a1");

        cache.invalidateAll();
        find("a1");

        assertThat(queries).hasValue(2);
    }

    @Test
    void who_does_not_hear_of_changes_asks_every_time() {
        find("a1");
        isTrusted.set(false);

        find("a1");
        find("a1");

        assertThat(queries).hasValue(3);
    }

    @Test
    void what_is_not_worth_keeping_and_what_is_not_there_are_asked_for_every_time() {
        for (int i = 0; i < 2; i++) {
            cache.find("a1", row -> false, () -> query("a1"));
            cache.find("x", row -> true, () -> {
                queries.incrementAndGet();
                return Optional.empty();
            });
        }

        assertThat(queries).hasValue(4);
    }

    // If such a token were cached, its response would be faster than that of an unknown token, which would reveal that
    // it exists.
    @Test
    void a_token_that_the_policy_has_ended_is_not_remembered() {
        Instant now = Instant.parse("2026-11-24T09:30:00Z");
        User owner = User.joining(ALICE, Set.of(), now);
        AccessToken token = AccessToken.issue(
                owner.id(),
                TokenName.parse("CI"),
                TokenFormat.standard().generate(new SecureRandom()),
                new LifeSpan(now, Optional.empty()),
                Narrowing.none());
        OwnedToken found = new OwnedToken(token, owner);

        TokenPolicy standard = TokenPolicy.standard();
        TokenPolicy sevenDays = new TokenPolicy(
                new ExpiryPolicy(Duration.ofDays(1), Duration.ofDays(7), false),
                standard.mostPerOwner(),
                standard.idleLimit(),
                standard.creation());

        assertThat(Caches.isWorthKeeping(found, now.plus(Duration.ofDays(8)), standard))
                .isTrue();
        assertThat(Caches.isWorthKeeping(found, now.plus(Duration.ofDays(8)), sevenDays))
                .isFalse();
    }

    // The cached row has an earlier time of last use. A use that was stored since must count too.
    @Test
    void a_use_that_was_stored_a_moment_ago_counts_against_the_idle_limit() {
        SettableClock clock = new SettableClock(Instant.parse("2026-11-24T09:30:00Z"));
        try (Database database = Database.inMemory()) {
            database.users().add(User.joining(ALICE, Set.of(), clock.instant()));
            UseCases useCases = AssembledUseCases.over(database, clock);
            RecentUses uses = useCases.recentUses;
            VerifyToken verifyToken = useCases.tokens.verifyToken;
            CreatedToken created = useCases.tokens.createToken.create(
                    new Actor.Operator(),
                    new NewToken(ALICE, TokenName.parse("Nightly"), new Expiry.Standard(), Narrowing.none()));
            database.policies().put(PolicyChanges.parse(List.of("idle_limit=1d")));

            clock.advance(Duration.ofDays(1).minusSeconds(20));
            assertThat(isUsable(verifyToken, created)).isTrue();
            uses.flush();
            clock.advance(Duration.ofSeconds(30));

            uses.flush();
            assertThat(isUsable(verifyToken, created)).isTrue();
        }
    }

    private static boolean isUsable(VerifyToken verifyToken, CreatedToken created) {
        return verifyToken
                .verify("192.0.2.1", created.secret().reveal(), List.of())
                .isUsable();
    }

    private Optional<String> find(String key) {
        return cache.find(key, row -> true, () -> query(key));
    }

    private Optional<String> query(String key) {
        queries.incrementAndGet();
        return Optional.of(key);
    }
}
