package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.port.Sessions;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Session;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link Sessions} must pass. */
public abstract class SessionsContract {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00.123456Z");

    private final User alice = User.joining(new Email("alice@example.com"), Set.of(), NOW);
    private final User bob = User.joining(new Email("bob@example.com"), Set.of(), NOW);

    protected abstract Sessions sessions();

    protected abstract Users users();

    @BeforeEach
    void join() {
        users().add(alice);
        users().add(bob);
    }

    @Test
    void a_session_comes_back_as_it_was_added() {
        Session session = begun(alice, NOW);

        assertThat(sessions().find(session.digest())).contains(session);
    }

    @Test
    void those_of_one_user_are_listed_the_latest_seen_first_and_counted_when_removed() {
        Session earlier = begun(alice, NOW);
        Session later = begun(alice, NOW.plusSeconds(5));
        Session bobs = begun(bob, NOW);

        assertThat(sessions().listOf(alice.id())).containsExactly(later, earlier);
        assertThat(sessions().removeAllOf(alice.id())).isEqualTo(2);

        assertThat(sessions().listOf(alice.id())).isEmpty();
        assertThat(sessions().listOf(bob.id())).containsExactly(bobs);
    }

    @Test
    void all_of_one_user_but_one_are_removed() {
        Session here = begun(alice, NOW);
        begun(alice, NOW.plusSeconds(5));
        Session bobs = begun(bob, NOW);

        assertThat(sessions().removeOthersOf(alice.id(), here.digest())).isEqualTo(1);

        assertThat(sessions().listOf(alice.id())).containsExactly(here);
        assertThat(sessions().listOf(bob.id())).containsExactly(bobs);
    }

    @Test
    void of_very_many_those_are_listed_that_were_seen_last_and_all_are_removed() {
        Session oldest = begun(alice, NOW);
        for (int i = 1; i <= Sessions.MOST_LISTED; i++) {
            begun(alice, NOW.plusSeconds(i));
        }

        assertThat(sessions().listOf(alice.id())).hasSize(Sessions.MOST_LISTED).doesNotContain(oldest);
        assertThat(sessions().removeAllOf(alice.id())).isEqualTo(Sessions.MOST_LISTED + 1);
    }

    @Test
    void of_very_many_only_those_stay_that_were_seen_last() {
        Session bobs = begun(bob, NOW);
        for (int i = 0; i < Sessions.MOST_LISTED + 20; i++) {
            begun(alice, NOW.plusSeconds(i));
        }
        List<Session> latest = sessions().listOf(alice.id()).subList(0, 3);

        sessions().removeAllButLatestOf(alice.id(), 3);

        assertThat(sessions().listOf(alice.id())).isEqualTo(latest);
        assertThat(sessions().listOf(bob.id())).containsExactly(bobs);
    }

    @Test
    void an_unknown_one_is_not_found() {
        assertThat(sessions().find(SessionSecret.generate(new SecureRandom()).digest()))
                .isEmpty();
    }

    @Test
    void the_time_it_was_seen_never_goes_back() {
        Session session = begun(alice, NOW);

        sessions().update(session.seen(NOW.plusSeconds(60)));
        sessions().update(session.seen(NOW.plusSeconds(30)));

        assertThat(sessions().find(session.digest())).contains(session.seen(NOW.plusSeconds(60)));
    }

    @Test
    void seeing_a_session_that_has_ended_does_not_bring_it_back() {
        Session session = begun(alice, NOW);
        sessions().remove(session.digest());

        sessions().update(session.seen(NOW.plusSeconds(60)));

        assertThat(sessions().find(session.digest())).isEmpty();
    }

    @Test
    void removing_one_leaves_the_others() {
        Session one = begun(alice, NOW);
        Session other = begun(alice, NOW);

        sessions().remove(one.digest());

        assertThat(sessions().find(one.digest())).isEmpty();
        assertThat(sessions().find(other.digest())).isPresent();
    }

    @Test
    void removing_all_of_one_person_leaves_everyone_elses() {
        Session alices = begun(alice, NOW);
        Session bobs = begun(bob, NOW);

        sessions().removeAllOf(alice.id());

        assertThat(sessions().find(alices.digest())).isEmpty();
        assertThat(sessions().find(bobs.digest())).isPresent();
    }

    @Test
    void what_was_seen_or_begun_before_is_forgotten_and_what_was_not_stays() {
        Session idle = begun(alice, NOW.minusSeconds(10));
        Session live = begun(alice, NOW.minusSeconds(10));
        sessions().update(live.seen(NOW));
        Session old = begun(alice, NOW.minusSeconds(100));
        sessions().update(old.seen(NOW));

        sessions().removeEnded(NOW, NOW.minusSeconds(50));

        assertThat(sessions().find(idle.digest())).isEmpty();
        assertThat(sessions().find(live.digest())).isPresent();
        assertThat(sessions().find(old.digest())).isEmpty();
    }

    private Session begun(User user, Instant at) {
        Session session = new Session(
                SessionSecret.generate(new SecureRandom()).digest(),
                user.id(),
                at,
                at,
                "192.0.2.1",
                Session.PASSWORD,
                "Firefox on Linux",
                Optional.of(NOW));
        sessions().add(session);
        return session;
    }
}
