package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.port.SetupCodes;
import dev.keyfob.domain.user.OneTimeCode;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link SetupCodes} must pass. */
public abstract class SetupCodesContract {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00.123456Z");

    private final OneTimeCode first = OneTimeCode.generate(new SecureRandom());
    private final OneTimeCode second = OneTimeCode.generate(new SecureRandom());

    protected abstract SetupCodes codes();

    @Test
    void a_code_is_found_until_it_is_removed_and_works_for_an_hour() {
        assertThat(codes().find()).isEmpty();

        assertThat(codes().put(first, NOW)).isPresent();

        assertThat(codes().find()).hasValueSatisfying(found -> {
            assertThat(found.digest()).isEqualTo(first.digest());
            assertThat(found.isUsableAt(NOW.plus(Duration.ofMinutes(59)))).isTrue();
            assertThat(found.isUsableAt(NOW.plus(Duration.ofHours(1)))).isFalse();
        });
        codes().remove();
        codes().remove();
        assertThat(codes().find()).isEmpty();
    }

    @Test
    void a_later_code_takes_the_place_of_an_earlier_one() {
        codes().put(first, NOW);

        codes().put(second, NOW);

        assertThat(codes().find())
                .hasValueSatisfying(found -> assertThat(found.digest()).isEqualTo(second.digest()));
    }
}
