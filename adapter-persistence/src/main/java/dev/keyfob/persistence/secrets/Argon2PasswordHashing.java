package dev.keyfob.persistence.secrets;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import dev.keyfob.application.port.PasswordHashing;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.Password;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes passwords with Argon2id: 19 MiB, two passes, one lane (OWASP). At most two hashes are computed at once. Other
 * callers wait for up to five seconds.
 */
public final class Argon2PasswordHashing implements PasswordHashing {

    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int AT_ONCE = 2;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final Duration patience;

    public Argon2PasswordHashing() {
        this(TIMEOUT);
    }

    // Created only when there is a password to hash, because it keeps all of its memory.
    private static Argon2Function function() {
        return Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
    }

    Argon2PasswordHashing(Duration patience) {
        this.patience = patience;
    }

    @Override
    public String hash(Password password) {
        return inTurn(() -> hashOf(password.reveal()));
    }

    private static String hashOf(String text) {
        return com.password4j.Password.hash(text)
                .addRandomSalt(SALT_BYTES)
                .with(function())
                .getResult();
    }

    @Override
    public boolean matches(Password password, String hash) {
        // The parameters are read from the hash, so that existing hashes still match if the constants change.
        return inTurn(() -> password.revealSpellings().stream()
                .anyMatch(spelling ->
                        com.password4j.Password.check(spelling, hash).with(Argon2Function.getInstanceFromHash(hash))));
    }

    @Override
    public void pretend(Password password) {
        inTurn(() -> {
            password.revealSpellings().forEach(Argon2PasswordHashing::hashOf);
            return true;
        });
    }

    <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private Refusal busy() {
        return Refusal.tooSoon(
                Reason.TOO_BUSY, "Too many passwords are being checked right now. Try again in a moment.", TIMEOUT);
    }
}
