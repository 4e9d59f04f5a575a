package dev.keyfob.application.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {

    private static final String HERE = "192.0.2.1";
    private static final String ELSEWHERE = "198.51.100.7";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void tries_of_more_than_a_month_ago_are_forgotten() {
        refusal("alice@example.com", "guess", HERE);
        keyfob.clock.advance(Duration.ofDays(31));
        refusal("bob@example.com", "guess", ELSEWHERE);
        assertThat(keyfob.signInCounters.size()).isEqualTo(6);

        keyfob.useCases.sessions.signIn.forgetOldTries();

        assertThat(keyfob.signInCounters.size()).isEqualTo(3);
    }

    // Guessing slows down, for accounts that are there and for those that are not.
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

    // An attacker must not be able to keep the owner out.
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
