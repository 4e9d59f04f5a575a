package dev.keyfob.application.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignOutTest {

    private static final String HERE = "192.0.2.1";
    private static final String ELSEWHERE = "198.51.100.7";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void signing_out_and_disabling_end_sessions() {
        StartedSession first = signIn("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD, HERE);
        StartedSession second = signIn("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD, ELSEWHERE);

        keyfob.useCases.sessions.signOut.signOut(keyfob.signedIn(keyfob.alice), first.secret());
        assertThat(keyfob.useCases.sessions.resumeSession.resume(first.secret(), HERE))
                .isEqualTo(Optional.empty());
        assertThat(keyfob.useCases.sessions.resumeSession.resume(second.secret(), HERE))
                .isPresent();

        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.alice.email());
        assertThat(keyfob.useCases.sessions.resumeSession.resume(second.secret(), HERE))
                .isEqualTo(Optional.empty());
    }

    @Test
    void signing_out_is_audited() {
        StartedSession session = signIn("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD, HERE);

        keyfob.useCases.sessions.signOut.signOut(keyfob.signedIn(keyfob.alice), session.secret());

        assertThat(keyfob.audited(AuditAction.SESSION_ENDED)).singleElement().satisfies(entry -> {
            assertThat(entry.actor().name()).isEqualTo("alice@example.com");
            assertThat(entry.subject().name()).isEqualTo("alice@example.com");
        });
    }

    private StartedSession signIn(String email, String password, String address) {
        return keyfob.useCases.sessions.signIn.signIn(
                new Email(email), Password.attempt(password), address, InMemoryKeyfob.newDevice(), "Firefox on Linux");
    }
}
