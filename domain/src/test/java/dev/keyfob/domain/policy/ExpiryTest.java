package dev.keyfob.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");

    private final ExpiryPolicy policy = ExpiryPolicy.standard();

    @ParameterizedTest
    @CsvSource({
        "2027-01-31, UTC, 2027-02-01T00:00:00Z",
        "2027-01-31, Asia/Kolkata, 2027-01-31T18:30:00Z",
        "2027-01-31, Pacific/Kiritimati, 2027-01-31T10:00:00Z",
        "2026-12-31, America/New_York, 2027-01-01T05:00:00Z",
        "2028-02-29, UTC, 2028-03-01T00:00:00Z",
        // days of 25 and of 23 hours
        "2027-10-31, Europe/Berlin, 2027-10-31T23:00:00Z",
        "2027-03-28, Europe/Berlin, 2027-03-28T22:00:00Z",
        // zones where the next day had no midnight, or was left out altogether
        "2018-11-03, America/Sao_Paulo, 2018-11-04T03:00:00Z",
        "2011-12-29, Pacific/Apia, 2011-12-30T10:00:00Z",
    })
    void a_date_lasts_until_the_next_day_begins_in_that_zone(LocalDate day, ZoneId zone, Instant end) {
        assertThat(Expiry.parse(day.toString(), zone)).isEqualTo(new Expiry.At(end));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7d", "30d", "90d", "366d", "1d", "00001d"})
    void days_within_the_longest_life_are_granted(String typed) {
        Instant end = policy.lifeSpanFrom(NOW, Expiry.parse(typed, ZoneOffset.UTC))
                .expiresAt()
                .orElseThrow();

        assertThat(end).isAfter(NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "0d, EXPIRY_PAST",
        "2026-11-23, EXPIRY_PAST",
        "-999999999-01-01, EXPIRY_PAST",
        "-999999999-01-01T00:00:00+18:00, EXPIRY_PAST",
        "2026-11-24T09:30:00Z, EXPIRY_PAST",
        "367d, EXPIRY_TOO_FAR",
        "99999d, EXPIRY_TOO_FAR",
        "+999999999-12-30, EXPIRY_TOO_FAR",
        "+999999999-12-31T23:59:59.999999999-18:00, EXPIRY_TOO_FAR",
        "never, EXPIRY_REQUIRED",
        // the day after the last one that Java supports
        "+999999999-12-31, EXPIRY_UNREADABLE",
        "100000d, EXPIRY_UNREADABLE",
        "99999999999999999999d, EXPIRY_UNREADABLE",
        "+30d, EXPIRY_UNREADABLE",
        "30 d, EXPIRY_UNREADABLE",
        "30D, EXPIRY_UNREADABLE",
        "Never, EXPIRY_UNREADABLE",
        "T, EXPIRY_UNREADABLE",
        "2027-01-31T12:00:00, EXPIRY_UNREADABLE",
        "2027-01-31T24:00:01Z, EXPIRY_UNREADABLE",
        "2027-1-31, EXPIRY_UNREADABLE",
        "'2027-01-31\n2027-01-30', EXPIRY_UNREADABLE",
        "\u0663\u0660d, EXPIRY_UNREADABLE",
    })
    void what_cannot_be_granted_says_why(String typed, Reason reason) {
        assertRefused(() -> policy.lifeSpanFrom(NOW, Expiry.parse(typed, ZoneOffset.UTC)), reason);
    }

    // Times are stored in microseconds. An expiry that rounding makes equal to the creation would be an unreadable row.
    @Test
    void an_end_less_than_a_microsecond_away_has_already_passed() {
        assertRefused(() -> policy.lifeSpanFrom(NOW, new Expiry.At(NOW.plusNanos(999))), Reason.EXPIRY_PAST);
        assertThat(policy.lifeSpanFrom(NOW, new Expiry.At(NOW.plusNanos(1_999))).expiresAt())
                .contains(NOW.plusNanos(1_000));
        assertThat(new Expiry.At(Instant.MAX).end()).isAfter(NOW);
        assertThat(new Expiry.At(Instant.MIN).end()).isEqualTo(Instant.MIN);
    }

    @Test
    void whatever_is_typed_is_granted_or_refused_and_nothing_else_happens() {
        Random dice = new Random(3);
        String characters = "0123456789+-:.TZdWnever \u0661\n";

        for (int n = 0; n < 50_000; n++) {
            StringBuilder typed = new StringBuilder(dice.nextBoolean() ? "" : "2027-01-3");
            for (int length = dice.nextInt(14); length > 0; length--) {
                typed.append(characters.charAt(dice.nextInt(characters.length())));
            }
            try {
                assertThat(policy.lifeSpanFrom(NOW, Expiry.parse(typed.toString(), ZoneOffset.UTC)))
                        .isNotNull();
            } catch (Refusal no) {
                assertThat(no.reason().code()).startsWith("expiry_");
            }
        }
    }

    private static void assertRefused(ThrowingCallable asking, Reason reason) {
        assertThatThrownBy(asking)
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(reason));
    }
}
