package dev.keyfob.application.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.SessionSecret;
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
        assertThat(keyfob.signInCounters.size()).isEqualTo(8);

        keyfob.useCases.sessions.signIn.forgetOldTries();

        assertThat(keyfob.signInCounters.size()).isEqualTo(3);
    }

    // Guessing slows down for existing accounts and for unknown ones.
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

    // An attacker must not be able to lock the owner out.
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

    @Test
    void a_device_that_signed_in_before_is_not_slowed_down_by_the_failures_of_others() {
        SessionSecret laptop = InMemoryKeyfob.newDevice();
        signIn("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD, ELSEWHERE, laptop);
        for (int i = 0; i < 200; i++) {
            refusal("alice@example.com", "guess", "203.0.113." + i);
        }
        for (int i = 0; i < 40; i++) {
            refusal("user" + i + "@example.com", "guess", HERE);
            refusal("alice@example.com", "guess", HERE);
        }

        assertThat(refusal("alice@example.com", "guess", HERE).reason()).isEqualTo(Reason.SIGN_IN_TOO_SOON);
        assertThat(signIn("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD, HERE, laptop))
                .isNotNull();
    }

    // Otherwise a thief of a cookie, or a person with an account, could guess without limit.
    @Test
    void a_known_device_has_a_few_free_tries_for_its_own_account_alone() {
        SessionSecret laptop = InMemoryKeyfob.newDevice();
        signIn("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD, HERE, laptop);
        for (int i = 0; i < 5; i++) {
            assertThat(refusal("alice@example.com", "guess", "203.0.113." + i, laptop)
                            .reason())
                    .isEqualTo(Reason.SIGN_IN_FAILED);
            refusal("bob@example.com", "guess", HERE, laptop);
        }

        assertThat(refusal("alice@example.com", "guess", ELSEWHERE, laptop).reason())
                .isEqualTo(Reason.SIGN_IN_TOO_SOON);
        assertThat(refusal("bob@example.com", "guess", HERE, laptop).reason()).isEqualTo(Reason.SIGN_IN_TOO_SOON);
    }

    @Test
    void a_right_password_that_comes_too_fast_is_no_failure() {
        for (int i = 0; i < 300; i++) {
            signIn("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD, HERE);
        }
        for (int i = 0; i < 20; i++) {
            refusal("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD, HERE);
        }
        keyfob.clock.advance(Duration.ofSeconds(10));

        assertThat(signIn("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD, HERE))
                .isNotNull();
    }

    @Test
    void a_network_of_ipv6_is_slowed_down_as_one_address_is() {
        for (int i = 0; i < 30; i++) {
            refusal("user" + i + "@example.com", "guess", "2001:db8:1:1::" + i);
        }

        assertThat(refusal("user31@example.com", "guess", "2001:db8:1:1:ffff::1")
                        .reason())
                .isEqualTo(Reason.SIGN_IN_TOO_SOON);
        assertThat(refusal("user32@example.com", "guess", "2001:db8:1:2::1").reason())
                .isEqualTo(Reason.SIGN_IN_FAILED);
    }

    @Test
    void a_site_that_guesses_from_many_networks_is_slowed_down_too() {
        for (int i = 0; i < 300; i++) {
            refusal("user" + i + "@example.com", "guess", "2001:db8:1:" + i + "::1");
        }

        assertThat(refusal("user301@example.com", "guess", "2001:db8:1:ffff::1").reason())
                .isEqualTo(Reason.SIGN_IN_TOO_SOON);
        assertThat(refusal("user302@example.com", "guess", "2001:db8:2::1").reason())
                .isEqualTo(Reason.SIGN_IN_FAILED);
    }

    private StartedSession signIn(String email, String password, String address) {
        return signIn(email, password, address, InMemoryKeyfob.newDevice());
    }

    private StartedSession signIn(String email, String password, String address, SessionSecret device) {
        return keyfob.useCases.sessions.signIn.signIn(
                new Email(email), Password.attempt(password), address, device, "Firefox on Linux");
    }

    private Refusal refusal(String email, String password, String address) {
        return refusal(email, password, address, InMemoryKeyfob.newDevice());
    }

    private Refusal refusal(String email, String password, String address, SessionSecret device) {
        Refusal[] caught = new Refusal[1];
        assertThatThrownBy(() -> signIn(email, password, address, device))
                .isInstanceOfSatisfying(Refusal.class, no -> caught[0] = no);
        return caught[0];
    }
}
