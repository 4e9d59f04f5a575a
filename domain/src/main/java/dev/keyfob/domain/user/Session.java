package dev.keyfob.domain.user;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A signed-in browser. It ends by signing out, by standing idle, or by age, whichever comes first. {@code method} is
 * how its person signed in: {@link #PASSWORD}, {@link #LINK}, or the name of an identity provider. {@code browser} says
 * in words what they use. {@code provenAt} is when they proved who they are, by a password or to a provider; empty
 * where nobody said when.
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

    /** By an account of Keyfob's own. */
    public static final String PASSWORD = "password";

    /** By a one-time link. */
    public static final String LINK = "one-time link";

    /** The clocks of two nodes may differ by this. A session that begins later than that was begun by a wrong clock. */
    public static final Duration LEEWAY = Duration.ofSeconds(5);

    public boolean isLiveAt(Instant now, SessionLimits limits) {
        return !startedAt.isAfter(now.plus(LEEWAY)) && now.isBefore(endsAt(limits));
    }

    /** When it ends unless it is used again. */
    public Instant endsAt(SessionLimits limits) {
        Instant idle = seenAt.plus(limits.idle());
        Instant old = startedAt.plus(limits.absolute());
        return idle.isBefore(old) ? idle : old;
    }

    /** A name for it that is no secret and gives nobody access. */
    public String label() {
        return HexFormat.of().formatHex(digest.bytes(), 0, Long.BYTES);
    }

    public Session seen(Instant now) {
        return now.isAfter(seenAt)
                ? new Session(digest, user, startedAt, now, address, method, browser, provenAt)
                : this;
    }
}
