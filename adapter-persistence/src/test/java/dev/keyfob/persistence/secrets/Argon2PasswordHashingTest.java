package dev.keyfob.persistence.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class Argon2PasswordHashingTest {

    private static final Email ALICE = new Email("alice@example.com");

    // The parameters are part of the stored text.
    @Test
    void passwords_are_hashed_by_argon2id_with_19_mib() {
        Argon2PasswordHashing hashing = new Argon2PasswordHashing();
        Password right = Password.parse("alice likes green tea", ALICE);

        String hash = hashing.hash(right);

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(hashing.matches(right, hash)).isTrue();
        assertThat(hashing.matches(Password.attempt("alice likes green tea "), hash))
                .isFalse();
        assertThat(hashing.hash(right)).isNotEqualTo(hash);
    }

    // A hash from the time before passwords were normalized is a hash of the original spelling.
    @Test
    void a_password_matches_in_every_spelling_and_an_older_hash_in_its_own() {
        Argon2PasswordHashing hashing = new Argon2PasswordHashing();
        Password composed = Password.attempt("caf\u00e9 au lait with milk");
        Password decomposed = Password.attempt("cafe\u0301 au lait with milk");

        String now = hashing.hash(decomposed);
        String before = com.password4j.Password.hash("cafe\u0301 au lait with milk")
                .addRandomSalt(16)
                .with(Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID))
                .getResult();

        assertThat(hashing.matches(composed, now)).isTrue();
        assertThat(hashing.matches(decomposed, now)).isTrue();
        assertThat(hashing.matches(decomposed, before)).isTrue();
        assertThat(hashing.matches(composed, before)).isFalse();
    }

    // A caller that would wait too long is told to try again later, and earlier callers are served.
    @Test
    void while_two_passwords_are_checked_who_waits_too_long_is_told_to_wait() throws Exception {
        Argon2PasswordHashing hashing = new Argon2PasswordHashing(Duration.ofMillis(1));
        Password password = Password.parse("alice likes green tea", ALICE);
        CountDownLatch bothAtWork = new CountDownLatch(2);
        CountDownLatch goOn = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<Boolean>> earlier = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            earlier.add(threads.submit(() -> hashing.inTurn(() -> {
                bothAtWork.countDown();
                return isReached(goOn);
            })));
        }
        bothAtWork.await();

        assertThatThrownBy(() -> hashing.hash(password)).isInstanceOfSatisfying(Refusal.class, busy -> {
            assertThat(busy.reason()).isEqualTo(Reason.TOO_BUSY);
            assertThat(busy.retryAfter()).isPresent();
        });
        goOn.countDown();
        for (Future<Boolean> each : earlier) {
            assertThat(each.get()).isTrue();
        }
        assertThat(hashing.hash(password)).isNotEmpty();
        threads.shutdown();
    }

    private static boolean isReached(CountDownLatch latch) {
        try {
            return latch.await(2, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
