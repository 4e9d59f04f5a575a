package dev.keyfob.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DigestProgressTest {

    private static final Instant SIX = Instant.parse("2026-11-24T06:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void a_digest_warns_of_what_came_into_reach_since_the_last() {
        DigestProgress daily =
                new DigestProgress(SIX.minus(DAY.multipliedBy(2)), SIX.minus(DAY), Optional.empty()).next(SIX);

        assertThat(daily.windows())
                .containsExactly(
                        new ExpiringTokensWindow(14, SIX.plus(DAY.multipliedBy(13)), SIX.plus(DAY.multipliedBy(14))),
                        new ExpiringTokensWindow(3, SIX.plus(DAY.multipliedBy(2)), SIX.plus(DAY.multipliedBy(3))),
                        new ExpiringTokensWindow(1, SIX, SIX.plus(DAY)));
    }

    @Test
    void the_first_warns_of_all_that_expires_soon() {
        DigestProgress first = new DigestProgress(Instant.EPOCH, Instant.EPOCH, Optional.empty()).next(SIX);

        assertThat(first.windows())
                .containsExactly(
                        new ExpiringTokensWindow(14, SIX, SIX.plus(DAY.multipliedBy(14))),
                        new ExpiringTokensWindow(3, SIX, SIX.plus(DAY.multipliedBy(3))),
                        new ExpiringTokensWindow(1, SIX, SIX.plus(DAY)));
    }

    @Test
    void it_is_finished_when_everybody_has_it() {
        DigestProgress begun = new DigestProgress(Instant.EPOCH, Instant.EPOCH, Optional.empty()).next(SIX);

        assertThat(begun.isFinished()).isFalse();
        assertThat(begun.finish().isFinished()).isTrue();
        assertThat(begun.finish().until()).isEqualTo(SIX);
    }
}
