package dev.keyfob.domain.user;

import java.time.Instant;
import java.util.Optional;

/**
 * A one-time code that was issued, as it is stored.
 *
 * @param user the account that it is for; empty if the account does not exist yet
 * @param usedAt when it was used; a used code no longer works, but is kept until its expiry
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

    /**
     * Whether the code is unused and not expired. A code from the future is not usable, because a wrong clock issued
     * it.
     */
    public boolean isUsableAt(Instant now) {
        return usedAt.isEmpty() && now.isBefore(expiresAt) && !issuedAt.isAfter(now.plus(Session.LEEWAY));
    }

    public IssuedCode use(Instant now) {
        return new IssuedCode(digest, purpose, user, issuedAt, expiresAt, Optional.of(now));
    }
}
