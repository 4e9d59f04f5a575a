package dev.keyfob.application.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignInTest {

    private static final String HERE = "192.0.2.1";
    private static final String ELSEWHERE = "198.51.100.7";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void the_right_password_opens_a_session_and_is_audited() {
        StartedSession session = signIn("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD, HERE);

        assertThat(keyfob.useCases.sessions.resumeSession.resume(session.secret(), HERE))
                .hasValueSatisfying(actor -> assertThat(actor.user()).isEqualTo(keyfob.alice));
        assertThat(keyfob.auditLog.entries).last().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo(AuditAction.SESSION_STARTED);
            assertThat(entry.address()).isEqualTo(HERE);
        });
    }

    // E10: nobody learns which accounts exist, neither from the words nor from the work done.
    @Test
    void a_wrong_password_an_unknown_and_a_disabled_account_get_one_answer_after_the_same_work() {
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.bob.email());
        int before = keyfob.passwordHashing.timesWorked.get();

        Refusal wrong = refusal("alice@example.com", "not the password", HERE);
        Refusal unknown = refusal("nobody@example.com", "not the password", HERE);
        Refusal disabled = refusal("bob@example.com", InMemoryKeyfob.BOB_PASSWORD, HERE);

        assertThat(wrong.reason()).isEqualTo(Reason.SIGN_IN_FAILED);
        assertThat(unknown.explanation()).isEqualTo(wrong.explanation());
        assertThat(disabled.explanation()).isEqualTo(wrong.explanation());
        assertThat(keyfob.passwordHashing.timesWorked.get() - before).isEqualTo(3);
    }

    @Test
    void failures_are_audited_without_what_was_typed_for_an_unknown_account() {
        refusal("nobody@example.com", "not the password", HERE);
        refusal("alice@example.com", "not the password", HERE);

        assertThat(keyfob.auditLog.entries)
                .filteredOn(entry -> entry.action() == AuditAction.SESSION_REFUSED)
                .extracting(entry -> entry.subject().name(), entry -> entry.succeeded())
                .containsExactly(tuple("unknown account", false), tuple("alice@example.com", false));
    }

    @Test
    void tries_of_more_than_a_month_ago_are_forgotten() {
        refusal("alice@example.com", "guess", HERE);
        keyfob.clock.advance(Duration.ofDays(31));
        refusal("bob@example.com", "guess", ELSEWHERE);
        assertThat(keyfob.signInCounters.size()).isEqualTo(6);

        keyfob.useCases.sessions.signIn.forgetOldTries();

        assertThat(keyfob.signInCounters.size()).isEqualTo(3);
    }

    // E8: guessing slows down, for accounts that are there and for those that are not.
    @Test
    void after_five_failures_further_tries_must_wait() {
        for (String email : new String[] {"alice@example.com", "nobody@example.com"}) {
            for (int i = 0; i < 5; i++) {
                assertThat(refusal(email, "guess", HERE).reason()).isEqualTo(Reason.SIGN_IN_FAILED);
            }
            Refusal tooSoon = refusal(email, "guess", HERE);

            assertThat(tooSoon.reason()).isEqualTo(Reason.SIGN_IN_TOO_SOON);
            assertThat(tooSoon.retryAfter()).contains(Duration.ofSeconds(1));
        }
    }

    @Test
    void a_try_that_came_too_soon_is_not_audited_and_waiting_opens_the_door_again() {
        for (int i = 0; i < 5; i++) {
            refusal("alice@example.com", "guess", HERE);
        }
        int audited = keyfob.auditLog.entries.size();
        refusal("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD, HERE);
        assertThat(keyfob.auditLog.entries).hasSize(audited);

        keyfob.clock.advance(Duration.ofSeconds(1));

        assertThat(signIn("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD, HERE))
                .isNotNull();
    }

    // E8: an attacker must not be able to keep the owner out.
    @Test
    void strangers_who_guess_from_everywhere_do_not_keep_out_an_owner_at_a_known_address() {
        signIn("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD, HERE);
        for (int i = 0; i < 200; i++) {
            refusal("alice@example.com", "guess", "203.0.113." + i);
        }

        assertThat(refusal("alice@example.com", "guess", ELSEWHERE).reason()).isEqualTo(Reason.SIGN_IN_TOO_SOON);
        assertThat(signIn("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD, HERE))
                .isNotNull();
    }

    @Test
    void one_address_that_guesses_at_many_accounts_is_slowed_down() {
        for (int i = 0; i < 30; i++) {
            assertThat(refusal("user" + i + "@example.com", "guess", HERE).reason())
                    .isEqualTo(Reason.SIGN_IN_FAILED);
        }

        assertThat(refusal("user31@example.com", "guess", HERE).reason()).isEqualTo(Reason.SIGN_IN_TOO_SOON);
    }

    // D7: a session that was being opened while its user was disabled must not live on after enabling.
    @Test
    void a_user_who_is_disabled_while_signing_in_gets_no_session() {
        keyfob.passwordHashing.duringNextMatch(
                () -> keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.alice.email()));

        assertThat(refusal("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD, HERE)
                        .reason())
                .isEqualTo(Reason.SIGN_IN_FAILED);
    }

    // E2: idle and absolute limits are kept by the server.
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

    // E1 and D7: signing out and disabling end sessions at once.
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

    private StartedSession signIn(String email, String password, String address) {
        return keyfob.useCases.sessions.signIn.signIn(new Email(email), Password.attempt(password), address);
    }

    private Refusal refusal(String email, String password, String address) {
        Refusal[] caught = new Refusal[1];
        assertThatThrownBy(() -> signIn(email, password, address))
                .isInstanceOfSatisfying(Refusal.class, no -> caught[0] = no);
        return caught[0];
    }
}
