package dev.keyfob.application.fake;

import dev.keyfob.application.port.PasswordHashing;
import dev.keyfob.domain.user.Password;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Does not hash at all, and so is fast. Counts how often work was done, real or pretended. */
public final class PlainPasswordHashing implements PasswordHashing {

    public final AtomicInteger timesWorked = new AtomicInteger();
    private final AtomicReference<Runnable> duringNextMatch = new AtomicReference<>(() -> {});
    private final AtomicReference<Runnable> duringNextHash = new AtomicReference<>(() -> {});

    /** Runs the event while the next password is being checked. */
    public void duringNextMatch(Runnable event) {
        duringNextMatch.set(event);
    }

    /** Runs the event while the next password is being hashed. */
    public void duringNextHash(Runnable event) {
        duringNextHash.set(event);
    }

    @Override
    public String hash(Password password) {
        duringNextHash.getAndSet(() -> {}).run();
        return "plain:" + password.reveal();
    }

    @Override
    public boolean matches(Password password, String hash) {
        timesWorked.incrementAndGet();
        duringNextMatch.getAndSet(() -> {}).run();
        return password.revealSpellings().stream().anyMatch(spelling -> hash.equals("plain:" + spelling));
    }

    @Override
    public void pretend(Password password) {
        timesWorked.incrementAndGet();
    }
}
