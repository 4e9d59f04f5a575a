package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.ExpiryWatch;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

public abstract class ExpiryWatchContract {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00.123456Z");
    private static final Cursor START = new Cursor(Optional.of(NOW), new UUID(0, 0));

    private final SecureRandom random = new SecureRandom();
    private final User alice = User.joining(new Email("alice@example.com"), Set.of(), NOW);
    private int names;

    protected abstract ExpiryWatch watch();

    protected abstract AccessTokens tokens();

    protected abstract Users users();

    protected abstract Transactions transactions();

    @Test
    void each_number_of_days_has_a_mark_that_stays_where_it_was_moved() {
        Cursor moved = new Cursor(Optional.of(NOW), UUID.randomUUID());

        assertThat(lockProgress(14))
                .hasValueSatisfying(mark -> assertThat(mark.at()).contains(Instant.EPOCH));
        transactions().inOne(() -> watch().updateProgress(14, moved));

        assertThat(lockProgress(14)).contains(moved);
        assertThat(lockProgress(1))
                .hasValueSatisfying(mark -> assertThat(mark.at()).contains(Instant.EPOCH));
    }

    @Test
    void ending_are_tokens_that_are_not_revoked_from_the_mark_to_the_time_the_first_to_end_first() {
        users().add(alice);
        AccessToken second = ending(Optional.of(NOW.plusSeconds(2)));
        AccessToken first = ending(Optional.of(NOW.plusSeconds(1)));
        AccessToken revoked = ending(Optional.of(NOW.plusSeconds(1)));
        tokens().update(revoked.revoke(NOW, "operator"));
        ending(Optional.of(NOW.plusSeconds(3)));
        ending(Optional.of(NOW.minusSeconds(1)));
        ending(Optional.empty());

        List<Cursor> found = watch().endingAfter(START, NOW.plusSeconds(2), 10);

        assertThat(found).containsExactly(position(first), position(second));
        assertThat(watch().endingAfter(START, NOW.plusSeconds(2), 1)).containsExactly(position(first));
        assertThat(watch().endingAfter(position(first), NOW.plusSeconds(2), 10)).containsExactly(position(second));
    }

    @Test
    void those_that_end_in_the_same_moment_are_each_found_once() {
        users().add(alice);
        for (int i = 0; i < 5; i++) {
            ending(Optional.of(NOW.plusSeconds(1)));
        }

        List<Cursor> first = watch().endingAfter(START, NOW.plusSeconds(1), 2);
        List<Cursor> rest = watch().endingAfter(first.get(1), NOW.plusSeconds(1), 10);

        assertThat(rest).hasSize(3).doesNotContainAnyElementsOf(first);
    }

    private Optional<Cursor> lockProgress(int days) {
        return transactions().inOne(() -> watch().lockProgress(days));
    }

    private AccessToken ending(Optional<Instant> end) {
        AccessToken token = AccessToken.issue(
                alice.id(),
                TokenName.parse("Token " + names++),
                TokenFormat.standard().generate(random),
                new LifeSpan(NOW.minusSeconds(60), end),
                Narrowing.none());
        tokens().add(token);
        return token;
    }

    private static Cursor position(AccessToken token) {
        return new Cursor(token.expiresAt(), token.id().value());
    }
}
