package dev.keyfob.application.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResumeSessionTest {

    private static final String HERE = "192.0.2.1";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    // Idle and absolute limits are kept by the server.
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

    private StartedSession signIn(String email, String password, String address) {
        return keyfob.useCases.sessions.signIn.signIn(
                new Email(email), Password.attempt(password), address, InMemoryKeyfob.newDevice());
    }
}
