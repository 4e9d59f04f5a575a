package dev.keyfob.application.user;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.User;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndSessionTest {

    private static final String HERE = "192.0.2.1";
    private static final String ELSEWHERE = "198.51.100.7";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void a_session_elsewhere_is_ended_by_its_label_and_the_one_in_use_goes_on() {
        StartedSession leftBehind = signIn(ELSEWHERE);
        keyfob.clock.advance(Duration.ofMinutes(1));
        StartedSession current = signIn(HERE);

        keyfob.useCases.sessions.endSession.end(keyfob.signedIn(keyfob.alice), labelOf(leftBehind));

        assertThat(keyfob.useCases.sessions.resumeSession.resume(leftBehind.secret(), ELSEWHERE))
                .isEmpty();
        assertThat(keyfob.useCases.sessions.resumeSession.resume(current.secret(), HERE))
                .isPresent();
        assertThat(keyfob.audited(AuditAction.SESSION_ENDED))
                .singleElement()
                .satisfies(entry -> assertThat(entry.subject().name()).isEqualTo("alice@example.com"));
    }

    // Administrators disable the account instead, which ends all of its sessions.
    @Test
    void nobody_ends_a_session_of_somebody_else() {
        StartedSession session = signIn(HERE);

        for (User other : List.of(keyfob.bob, keyfob.admin)) {
            assertRefused(
                    () -> keyfob.useCases.sessions.endSession.end(keyfob.signedIn(other), labelOf(session)),
                    Reason.SESSION_NOT_FOUND);
        }
        assertRefused(
                () -> keyfob.useCases.sessions.endSession.end(keyfob.operator, labelOf(session)), Reason.NOT_SIGNED_IN);
        assertThat(keyfob.useCases.sessions.resumeSession.resume(session.secret(), HERE))
                .isPresent();
        assertThat(keyfob.audited(AuditAction.SESSION_ENDED)).isEmpty();
    }

    private StartedSession signIn(String address) {
        return keyfob.useCases.sessions.signIn.signIn(
                keyfob.alice.email(),
                Password.attempt(InMemoryKeyfob.ALICE_PASSWORD),
                address,
                InMemoryKeyfob.newDevice(),
                "Firefox on Linux");
    }

    private String labelOf(StartedSession session) {
        return keyfob.sessions.find(session.secret().digest()).orElseThrow().label();
    }
}
