package dev.keyfob.persistence.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
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
    void when_too_many_passwords_are_checked_at_once_the_rest_are_told_to_wait() throws Exception {
        Argon2PasswordHashing hashing = new Argon2PasswordHashing(Duration.ofMillis(1));
        Password password = Password.parse("alice likes green tea", ALICE);
        AtomicInteger served = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();

        atOnce(24, () -> {
            try {
                hashing.hash(password);
                served.incrementAndGet();
            } catch (Refusal busy) {
                assertThat(busy.reason()).isEqualTo(Reason.TOO_BUSY);
                assertThat(busy.retryAfter()).isPresent();
                refused.incrementAndGet();
            }
            return null;
        });

        assertThat(served.get()).isGreaterThanOrEqualTo(2);
        assertThat(refused.get()).isPositive();
    }

    private static void atOnce(int times, Callable<Void> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Future<Void>> all = threads.invokeAll(Collections.nCopies(times, work));
            for (Future<Void> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
