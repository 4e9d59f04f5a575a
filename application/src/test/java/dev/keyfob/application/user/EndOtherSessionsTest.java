package dev.keyfob.application.user;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.User;
import org.junit.jupiter.api.Test;

class EndOtherSessionsTest {

    private static final String HERE = "192.0.2.1";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void all_others_of_the_person_end_and_the_one_in_use_goes_on() {
        StartedSession one = signIn(keyfob.alice, InMemoryKeyfob.ALICE_PASSWORD);
        StartedSession another = signIn(keyfob.alice, InMemoryKeyfob.ALICE_PASSWORD);
        StartedSession current = signIn(keyfob.alice, InMemoryKeyfob.ALICE_PASSWORD);
        StartedSession bobs = signIn(keyfob.bob, InMemoryKeyfob.BOB_PASSWORD);

        int ended = endOthers(current);

        assertThat(ended).isEqualTo(2);
        assertThat(isLive(one)).isFalse();
        assertThat(isLive(another)).isFalse();
        assertThat(isLive(current)).isTrue();
        assertThat(isLive(bobs)).isTrue();
        assertThat(keyfob.audited(AuditAction.SESSION_ENDED))
                .singleElement()
                .satisfies(entry -> assertThat(entry.subject().name()).isEqualTo("alice@example.com"));
    }

    @Test
    void where_there_are_no_others_nothing_is_recorded() {
        StartedSession current = signIn(keyfob.alice, InMemoryKeyfob.ALICE_PASSWORD);

        int ended = endOthers(current);

        assertThat(ended).isZero();
        assertThat(keyfob.audited(AuditAction.SESSION_ENDED)).isEmpty();
    }

    @Test
    void it_is_for_people() {
        StartedSession current = signIn(keyfob.alice, InMemoryKeyfob.ALICE_PASSWORD);

        assertRefused(
                () -> keyfob.useCases.sessions.endOtherSessions.endOthers(keyfob.operator, current.secret()),
                Reason.NOT_SIGNED_IN);
    }

    private int endOthers(StartedSession current) {
        return keyfob.useCases.sessions.endOtherSessions.endOthers(keyfob.signedIn(keyfob.alice), current.secret());
    }

    private boolean isLive(StartedSession session) {
        return keyfob.useCases
                .sessions
                .resumeSession
                .resume(session.secret(), HERE)
                .isPresent();
    }

    private StartedSession signIn(User user, String password) {
        return keyfob.useCases.sessions.signIn.signIn(
                user.email(), Password.attempt(password), HERE, InMemoryKeyfob.newDevice(), "Firefox on Linux");
    }
}
