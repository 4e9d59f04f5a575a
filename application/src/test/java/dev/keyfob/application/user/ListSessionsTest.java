package dev.keyfob.application.user;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.Session;
import dev.keyfob.domain.user.User;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListSessionsTest {

    private static final String HERE = "192.0.2.1";
    private static final String ELSEWHERE = "198.51.100.7";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void people_see_where_they_are_signed_in_the_latest_seen_first_and_nothing_of_others() {
        signIn(keyfob.alice, InMemoryKeyfob.ALICE_PASSWORD, HERE);
        keyfob.clock.advance(Duration.ofMinutes(1));
        signIn(keyfob.alice, InMemoryKeyfob.ALICE_PASSWORD, ELSEWHERE);
        signIn(keyfob.bob, InMemoryKeyfob.BOB_PASSWORD, "203.0.113.9");

        List<Session> sessions = keyfob.useCases.sessions.listSessions.list(keyfob.signedIn(keyfob.alice));

        assertThat(sessions).extracting(Session::address).containsExactly(ELSEWHERE, HERE);
    }

    @Test
    void a_session_that_ended_by_itself_is_not_listed() {
        signIn(keyfob.alice, InMemoryKeyfob.ALICE_PASSWORD, HERE);
        keyfob.clock.advance(Duration.ofMinutes(30));

        assertThat(keyfob.useCases.sessions.listSessions.list(keyfob.signedIn(keyfob.alice)))
                .isEmpty();
    }

    @Test
    void a_token_does_not_learn_where_its_owner_is_signed_in() {
        Actor token = keyfob.bearer(keyfob.tokenOf(keyfob.alice, "CI"));

        assertRefused(() -> keyfob.useCases.sessions.listSessions.list(token), Reason.NOT_SIGNED_IN);
    }

    private void signIn(User user, String password, String address) {
        keyfob.useCases.sessions.signIn.signIn(
                user.email(), Password.attempt(password), address, InMemoryKeyfob.newDevice(), "Firefox on Linux");
    }
}
