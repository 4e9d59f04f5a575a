package dev.keyfob.domain.user;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The session of a signed-in browser. It ends by sign-out, by inactivity, or by age, whichever comes first.
 * {@code method} is how the user signed in: {@link #PASSWORD}, {@link #LINK}, or the name of an identity provider.
 * {@code browser} describes the browser in words. {@code provenAt} is when the user proved their identity, with a
 * password or to a provider; empty if the time is not known.
 */
public record Session(
        SessionDigest digest,
        UserId user,
        Instant startedAt,
        Instant seenAt,
        String address,
        String method,
        String browser,
        Optional<Instant> provenAt) {

    /** Signed in with a password of an account in Keyfob. */
    public static final String PASSWORD = "password";

    /** Signed in with a one-time link. */
    public static final String LINK = "one-time link";

    /**
     * The tolerated difference between the clocks of two nodes. A session whose start is further in the future was
     * started with a wrong clock.
     */
    public static final Duration LEEWAY = Duration.ofSeconds(5);

    public boolean isLiveAt(Instant now, SessionLimits limits) {
        return !startedAt.isAfter(now.plus(LEEWAY)) && now.isBefore(endsAt(limits));
    }

    /** Returns when the session ends if it is not used again. */
    public Instant endsAt(SessionLimits limits) {
        Instant idle = seenAt.plus(limits.idle());
        Instant old = startedAt.plus(limits.absolute());
        return idle.isBefore(old) ? idle : old;
    }

    /** Returns a name for the session that is not secret and gives no access. */
    public String label() {
        return HexFormat.of().formatHex(digest.bytes(), 0, Long.BYTES);
    }

    public Session seen(Instant now) {
        return now.isAfter(seenAt)
                ? new Session(digest, user, startedAt, now, address, method, browser, provenAt)
                : this;
    }
}
