package dev.keyfob.application.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.user.Session;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionStarterTest {

    private static final String HERE = "192.0.2.1";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final SessionStarter sessionStarter = new SessionStarter(keyfob.sessions, keyfob.random);

    @Test
    void a_session_begins_with_a_new_secret_and_says_how_and_from_where() {
        StartedSession one = start("Company");
        StartedSession other = start("Company");

        assertThat(one.secret().reveal()).isNotEqualTo(other.secret().reveal());
        assertThat(keyfob.sessions.find(one.secret().digest())).hasValueSatisfying(session -> {
            assertThat(session.method()).isEqualTo("Company");
            assertThat(session.address()).isEqualTo(HERE);
            assertThat(session.startedAt()).isEqualTo(InMemoryKeyfob.START);
        });
        assertThat(keyfob.audited(AuditAction.SESSION_STARTED))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.address()).isEqualTo(HERE));
    }

    @Test
    void of_a_hundred_sessions_the_one_unused_for_longest_makes_room_for_another() {
        StartedSession first = start(Session.PASSWORD);
        keyfob.clock.advance(Duration.ofSeconds(1));
        StartedSession second = start(Session.PASSWORD);
        for (int i = 0; i < 98; i++) {
            keyfob.clock.advance(Duration.ofSeconds(1));
            start(Session.PASSWORD);
        }
        Session old = keyfob.sessions.find(first.secret().digest()).orElseThrow();
        keyfob.sessions.update(old.seen(keyfob.clock.instant()));

        start(Session.PASSWORD);

        assertThat(keyfob.sessions.listOf(keyfob.alice.id())).hasSize(100);
        assertThat(keyfob.sessions.find(first.secret().digest())).isPresent();
        assertThat(keyfob.sessions.find(second.secret().digest())).isEmpty();
    }

    private StartedSession start(String method) {
        return keyfob.changes.makeWithoutActorAndReturn(
                HERE,
                change -> sessionStarter.start(
                        change, keyfob.alice, method, "Firefox on Linux", Optional.of(change.now())));
    }
}
