package dev.keyfob.application.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.user.CodePurpose;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.IssuedCode;
import dev.keyfob.domain.user.OneTimeCode;
import dev.keyfob.domain.user.Password;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResumeSessionTest {

    private static final String HERE = "192.0.2.1";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    // The server enforces the idle and absolute limits.
    @Test
    void a_session_ends_by_standing_idle_and_by_age() {
        StartedSession idle = signIn("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD, HERE);
        StartedSession busy = signIn("bob@example.com", InMemoryKeyfob.BOB_PASSWORD, HERE);
        for (int minutes = 20; minutes < 12 * 60; minutes += 20) {
            keyfob.clock.advance(Duration.ofMinutes(20));
            assertThat(keyfob.useCases.sessions.resumeSession.resume(busy.secret(), HERE))
                    .isPresent();
        }

        keyfob.clock.advance(Duration.ofMinutes(20));

        assertThat(keyfob.useCases.sessions.resumeSession.resume(busy.secret(), HERE))
                .isEmpty();
        assertThat(keyfob.useCases.sessions.resumeSession.resume(idle.secret(), HERE))
                .isEmpty();
    }

    @Test
    void one_time_codes_that_have_ended_are_forgotten() {
        Instant now = keyfob.clock.instant();
        keyfob.issuedCodes.add(
                IssuedCode.of(OneTimeCode.generate(keyfob.random), CodePurpose.PASSWORD_RESET, Optional.empty(), now));
        keyfob.clock.advance(Duration.ofHours(1));

        keyfob.useCases.sessions.resumeSession.forgetEnded();
        assertThat(keyfob.issuedCodes.all()).hasSize(1);

        keyfob.clock.advance(Duration.ofSeconds(1));
        keyfob.useCases.sessions.resumeSession.forgetEnded();
        assertThat(keyfob.issuedCodes.all()).isEmpty();
    }

    private StartedSession signIn(String email, String password, String address) {
        return keyfob.useCases.sessions.signIn.signIn(
                new Email(email), Password.attempt(password), address, InMemoryKeyfob.newDevice(), "Firefox on Linux");
    }
}
