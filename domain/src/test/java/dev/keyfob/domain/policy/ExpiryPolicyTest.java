package dev.keyfob.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryPolicyTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");

    private final ExpiryPolicy policy = ExpiryPolicy.standard();

    @Test
    void whoever_does_not_choose_gets_thirty_days() {
        assertThat(policy.lifeSpanFrom(NOW, new Expiry.Standard()).expiresAt()).contains(NOW.plus(Duration.ofDays(30)));
    }

    // The boundary of the longest life.
    @Test
    void the_longest_life_is_possible_and_no_more() {
        assertThat(policy.lifeSpanFrom(NOW, Expiry.inDays(366)).expiresAt()).contains(NOW.plus(Duration.ofDays(366)));
        assertRefused(policy, Expiry.inDays(367), Reason.EXPIRY_TOO_FAR);
        assertRefused(policy, new Expiry.At(NOW.plus(Duration.ofDays(366)).plusNanos(1000)), Reason.EXPIRY_TOO_FAR);
    }

    @Test
    void what_has_passed_is_refused() {
        assertRefused(policy, new Expiry.At(NOW), Reason.EXPIRY_PAST);
        assertRefused(policy, Expiry.inDays(0), Reason.EXPIRY_PAST);
    }

    @Test
    void no_expiration_is_for_those_whose_policy_allows_it() {
        ExpiryPolicy lenient = new ExpiryPolicy(Duration.ofDays(30), Duration.ofDays(366), true);

        assertRefused(policy, new Expiry.Never(), Reason.EXPIRY_REQUIRED);
        assertThat(lenient.lifeSpanFrom(NOW, new Expiry.Never()).expiresAt()).isEmpty();
    }

    @Test
    void a_date_means_the_whole_of_that_day_where_its_reader_lives() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");

        assertThat(Expiry.parse("2027-01-31", berlin)).isEqualTo(new Expiry.At(Instant.parse("2027-01-31T23:00:00Z")));
        // The day on which clocks go forward has 23 hours; the next one begins in summer time.
        assertThat(Expiry.onDate(LocalDate.of(2027, 3, 28), berlin))
                .isEqualTo(new Expiry.At(Instant.parse("2027-03-28T22:00:00Z")));
    }

    @Test
    void days_times_and_never_are_read() {
        assertThat(Expiry.parse(" 30d ", ZoneOffset.UTC)).isEqualTo(Expiry.inDays(30));
        assertThat(Expiry.parse("never", ZoneOffset.UTC)).isEqualTo(new Expiry.Never());
        assertThat(Expiry.parse("2027-01-31T12:00:00+01:00", ZoneOffset.UTC))
                .isEqualTo(new Expiry.At(Instant.parse("2027-01-31T11:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "30",
                "-1d",
                "2027-02-30",
                "31.01.2027",
                "2027-01-31T12:00",
                "+999999999-12-31",
                "+999999999-12-31T23:59:59+18:00",
                "999999d"
            })
    void anything_else_is_refused(String typed) {
        assertThatThrownBy(() -> policy.lifeSpanFrom(NOW, Expiry.parse(typed, ZoneOffset.UTC)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void the_moment_of_expiry_is_already_over() {
        LifeSpan span = policy.lifeSpanFrom(NOW, Expiry.inDays(1));
        Instant end = NOW.plus(Duration.ofDays(1));

        assertThat(span.isOverAt(end.minusNanos(1000))).isFalse();
        assertThat(span.isOverAt(end)).isTrue();
    }

    private static void assertRefused(ExpiryPolicy policy, Expiry wanted, Reason reason) {
        assertThatThrownBy(() -> policy.lifeSpanFrom(NOW, wanted))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(reason));
    }
}
