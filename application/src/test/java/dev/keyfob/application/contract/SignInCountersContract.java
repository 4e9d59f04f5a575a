package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.port.SignInCounters;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.domain.user.SignInCounter;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link SignInCounters} must pass. */
public abstract class SignInCountersContract {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00.123456Z");
    private static final String ONE = "1".repeat(64);
    private static final String OTHER = "2".repeat(64);

    protected abstract SignInCounters counters();

    protected abstract Transactions transactions();

    @Test
    void a_counter_begins_at_nothing() {
        SignInCounter counter = locked(ONE);

        assertThat(counter.failures()).isZero();
        assertThat(counter.lastFailedAt()).isEmpty();
        assertThat(counter.lastSucceededAt()).isEmpty();
    }

    @Test
    void what_was_counted_comes_back() {
        change(ONE, counter -> counter.succeeded(NOW));
        change(ONE, counter -> counter.failed(NOW.plusSeconds(1)));

        SignInCounter counter = locked(ONE);
        assertThat(counter.failures()).isEqualTo(1);
        assertThat(counter.lastFailedAt()).contains(NOW.plusSeconds(1));
        assertThat(counter.lastSucceededAt()).contains(NOW);
    }

    @Test
    void keys_are_counted_apart() {
        change(ONE, counter -> counter.failed(NOW));

        assertThat(locked(OTHER).failures()).isZero();
    }

    @Test
    void what_was_not_touched_since_is_forgotten_and_the_rest_stays() {
        change(ONE, counter -> counter.failed(NOW.minusSeconds(1)));
        change(OTHER, counter -> counter.failed(NOW));

        counters().removeUntouchedSince(NOW);

        assertThat(locked(ONE).failures()).isZero();
        assertThat(locked(OTHER).failures()).isEqualTo(1);
    }

    @Test
    void what_has_only_failed_is_forgotten_sooner_than_what_has_succeeded() {
        change(ONE, counter -> counter.failed(NOW.minusSeconds(1)));
        change(OTHER, counter -> counter.succeeded(NOW.minusSeconds(2)).failed(NOW.minusSeconds(1)));

        counters().removeFailedBefore(NOW);

        assertThat(locked(ONE).failures()).isZero();
        assertThat(locked(OTHER).failures()).isEqualTo(1);
    }

    private SignInCounter locked(String key) {
        return transactions().inOne(() -> counters().lock(key));
    }

    private void change(String key, UnaryOperator<SignInCounter> step) {
        transactions().inOne(() -> counters().update(step.apply(counters().lock(key))));
    }
}
