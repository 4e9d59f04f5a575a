package dev.keyfob.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");

    private final SessionLimits limits = new SessionLimits(Duration.ofMinutes(30), Duration.ofHours(12));
    private final Session session = new Session(
            SessionSecret.generate(new SecureRandom()).digest(),
            UserId.random(),
            NOW,
            NOW,
            "192.0.2.1",
            Session.PASSWORD,
            "Firefox on Linux",
            Optional.of(NOW));

    @Test
    void a_session_that_stands_idle_ends_after_half_an_hour() {
        assertThat(session.isLiveAt(NOW.plus(Duration.ofMinutes(30)).minusNanos(1), limits))
                .isTrue();
        assertThat(session.isLiveAt(NOW.plus(Duration.ofMinutes(30)), limits)).isFalse();
    }

    @Test
    void a_session_in_use_ends_after_twelve_hours() {
        Instant end = NOW.plus(Duration.ofHours(12));
        Session busy = session.seen(end.minusSeconds(60));

        assertThat(busy.isLiveAt(end.minusNanos(1), limits)).isTrue();
        assertThat(busy.isLiveAt(end, limits)).isFalse();
        assertThat(busy.seen(end).isLiveAt(end, limits)).isFalse();
    }

    // A node whose clock was days ahead would start sessions that live days too long.
    @Test
    void a_session_that_begins_in_the_future_is_not_live() {
        assertThat(session.isLiveAt(NOW.minus(Session.LEEWAY), limits)).isTrue();
        assertThat(session.isLiveAt(NOW.minus(Session.LEEWAY).minusNanos(1), limits))
                .isFalse();
    }

    @Test
    void the_time_it_was_seen_goes_forward_only_and_its_beginning_stays() {
        Session seen = session.seen(NOW.plusSeconds(60));

        assertThat(seen.seen(NOW.plusSeconds(30))).isSameAs(seen);
        assertThat(seen.startedAt()).isEqualTo(NOW);
    }

    @Test
    void limits_make_sense_or_are_refused() {
        Duration hour = Duration.ofHours(1);

        assertThatThrownBy(() -> new SessionLimits(Duration.ZERO, hour)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SessionLimits(hour.negated(), hour)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SessionLimits(hour, hour.minusNanos(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new SessionLimits(hour, hour).idle()).isEqualTo(hour);
    }
}
