package dev.keyfob.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.outbox.RetrySchedule;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Outcome NO = Outcome.failed("no");

    private final Delivery made = Delivery.of(Event.of(EventType.TOKEN_CREATED, NOW), WebhookId.random());

    // Standard Webhooks: 0 s, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h.
    @Test
    void it_is_tried_ten_times_over_three_days_and_given_up() {
        List<Duration> expected = List.of(
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofHours(5),
                Duration.ofHours(10),
                Duration.ofHours(14),
                Duration.ofHours(20),
                Duration.ofHours(24));
        Delivery delivery = made;
        Instant now = NOW;
        assertThat(delivery.dueAt()).contains(NOW);

        for (Duration wait : expected) {
            delivery = delivery.take(now).after(NO, RetrySchedule.standard(), RANDOM, now);
            assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
            Duration actual = Duration.between(now, delivery.dueAt().orElseThrow());
            assertThat(actual).isBetween(wait, wait.plus(wait.dividedBy(10)));
            now = delivery.dueAt().orElseThrow();
        }
        delivery = delivery.take(now).after(NO, RetrySchedule.standard(), RANDOM, now);

        assertThat(delivery.attemptCount()).isEqualTo(10);
        assertThat(delivery.state()).isEqualTo(DeliveryState.FAILED);
        assertThat(delivery.dueAt()).isEmpty();
        assertThat(delivery.note()).isEqualTo("no");
    }

    @Test
    void the_waits_differ_by_chance() {
        List<Delivery> ten = Stream.generate(() -> made.take(NOW).after(NO, RetrySchedule.standard(), RANDOM, NOW))
                .limit(10)
                .toList();

        assertThat(ten.stream().map(Delivery::dueAt).distinct().count()).isGreaterThan(1);
    }

    @Test
    void who_asks_to_be_called_later_is_called_later_and_never_sooner() {
        Outcome later = HttpOutcome.of(503, Optional.of(Duration.ofHours(1)));
        Outcome sooner = HttpOutcome.of(503, Optional.of(Duration.ofSeconds(1)));

        assertThat(made.take(NOW)
                        .after(later, RetrySchedule.standard(), RANDOM, NOW)
                        .dueAt())
                .contains(NOW.plus(Duration.ofHours(1)));
        assertThat(made.take(NOW)
                        .after(sooner, RetrySchedule.standard(), RANDOM, NOW)
                        .dueAt()
                        .orElseThrow())
                .isAfterOrEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void what_was_interrupted_does_not_count() {
        Delivery after = made.take(NOW).after(Outcome.stopped(), RetrySchedule.standard(), RANDOM, NOW.plusSeconds(1));

        assertThat(after.attemptCount()).isZero();
        assertThat(after.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(after.dueAt()).contains(NOW.plusSeconds(1));
    }

    @Test
    void whoever_took_it_has_a_minute() {
        Delivery taken = made.take(NOW);

        assertThat(taken.isClaimedAt(NOW.plusSeconds(59))).isTrue();
        assertThat(taken.isClaimedAt(NOW.plusSeconds(60))).isFalse();
        assertThat(made.isClaimedAt(NOW)).isFalse();
    }

    @Test
    void what_is_told_is_json_in_ascii() {
        Event event = new Event(
                        EventType.TOKEN_REVOKED,
                        NOW,
                        Map.of("token", Map.of("name", "a \"b\" \\ \n Ü \u2028 \uD83D\uDD11")))
                .with("number", 7);

        assertThat(event.body())
                .isEqualTo("{\"type\":\"token.revoked\",\"timestamp\":\"2026-11-24T09:30:00Z\",\"data\":{\"token\":"
                        + "{\"name\":\"a \\\"b\\\" \\\\ \\u000a \\u00dc \\u2028 \\ud83d\\udd11\"},\"number\":7}}");
    }

    @Test
    void a_secret_is_written_as_the_standard_says_and_printed_by_nobody() {
        SigningSecret secret = SigningSecret.generate(RANDOM);

        assertThat(secret.reveal()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(SigningSecret.of(secret.reveal())).isEqualTo(secret);
        assertThat(secret).hasToString("SigningSecret[hidden]");
        assertThat(SigningSecrets.of(secret).toString()).doesNotContain(secret.reveal());
    }

    @Test
    void two_secrets_count_for_a_day_after_a_rotation() {
        SigningSecret first = SigningSecret.generate(RANDOM);
        SigningSecret second = SigningSecret.generate(RANDOM);
        SigningSecrets secrets = SigningSecrets.of(first).rotate(second, NOW);

        assertThat(secrets.inForceAt(NOW.plus(Duration.ofHours(24)).minusNanos(1)))
                .containsExactly(second, first);
        assertThat(secrets.inForceAt(NOW.plus(Duration.ofHours(24)))).containsExactly(second);
    }
}
