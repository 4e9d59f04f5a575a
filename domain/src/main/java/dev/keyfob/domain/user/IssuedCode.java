package dev.keyfob.domain.user;

import java.time.Instant;
import java.util.Optional;

/**
 * A one-time code that was given out, as it is stored.
 *
 * @param user whose account it is for; empty where it is for none that exists yet
 * @param usedAt when it was used; a used code is kept until it would have ended, and works no more
 */
public record IssuedCode(
        CodeDigest digest,
        CodePurpose purpose,
        Optional<UserId> user,
        Instant issuedAt,
        Instant expiresAt,
        Optional<Instant> usedAt) {

    public static IssuedCode of(OneTimeCode code, CodePurpose purpose, Optional<UserId> user, Instant now) {
        return new IssuedCode(code.digest(), purpose, user, now, now.plus(purpose.life()), Optional.empty());
    }

    /** A code from the future was made by a wrong clock. */
    public boolean isUsableAt(Instant now) {
        return usedAt.isEmpty() && now.isBefore(expiresAt) && !issuedAt.isAfter(now.plus(Session.LEEWAY));
    }

    public IssuedCode use(Instant now) {
        return new IssuedCode(digest, purpose, user, issuedAt, expiresAt, Optional.of(now));
    }
}
