package dev.keyfob.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IssuedCodeTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");

    private final OneTimeCode code = OneTimeCode.generate(new SecureRandom());

    @Test
    void a_reset_works_for_an_hour_and_an_invitation_for_a_day() {
        IssuedCode reset = issued(CodePurpose.PASSWORD_RESET);
        IssuedCode invitation = issued(CodePurpose.INVITATION);

        assertThat(reset.isUsableAt(NOW)).isTrue();
        assertThat(reset.isUsableAt(NOW.plus(Duration.ofMinutes(59)))).isTrue();
        assertThat(reset.isUsableAt(NOW.plus(Duration.ofHours(1)))).isFalse();
        assertThat(invitation.isUsableAt(NOW.plus(Duration.ofHours(23)))).isTrue();
        assertThat(invitation.isUsableAt(NOW.plus(Duration.ofHours(24)))).isFalse();
    }

    @Test
    void a_used_code_works_no_more() {
        assertThat(issued(CodePurpose.INVITATION).use(NOW).isUsableAt(NOW)).isFalse();
    }

    @Test
    void a_code_from_the_future_does_not_work_yet() {
        assertThat(issued(CodePurpose.INVITATION).isUsableAt(NOW.minusSeconds(5)))
                .isTrue();
        assertThat(issued(CodePurpose.INVITATION).isUsableAt(NOW.minusSeconds(6)))
                .isFalse();
    }

    private IssuedCode issued(CodePurpose purpose) {
        return IssuedCode.of(code, purpose, Optional.of(UserId.random()), NOW);
    }
}
