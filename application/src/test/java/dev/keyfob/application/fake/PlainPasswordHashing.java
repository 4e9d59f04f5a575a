package dev.keyfob.application.fake;

import dev.keyfob.application.port.PasswordHashing;
import dev.keyfob.domain.user.Password;
import java.util.concurrent.atomic.AtomicInteger;

/** No hash at all, and fast for it. Counts how often work was done, real or pretended. */
public final class PlainPasswordHashing implements PasswordHashing {

    public final AtomicInteger timesWorked = new AtomicInteger();

    @Override
    public String hash(Password password) {
        return "plain:" + password.reveal();
    }

    @Override
    public boolean matches(Password password, String hash) {
        timesWorked.incrementAndGet();
        return hash.equals("plain:" + password.reveal());
    }

    @Override
    public void pretend(Password password) {
        timesWorked.incrementAndGet();
    }
}
