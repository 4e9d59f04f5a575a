package dev.keyfob.domain.token;

import dev.keyfob.domain.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * The kind of secret that a caller presented for a token. Whether it works depends on the time, so every use checks it
 * with {@link #against}.
 */
public sealed interface PresentedSecret {

    TokenDigest digest();

    /**
     * Returns why this secret does not work for the token; empty if it does. Other checks of the token are separate.
     */
    Optional<Reason> against(AccessToken token, Instant now);

    /**
     * Returns the successor if it has this digest, and the secret in use for every other digest. Does not recognize
     * retired or wrong secrets, because the token does not contain them: the caller must compare the digests.
     */
    static PresentedSecret of(AccessToken token, TokenDigest digest) {
        return token.rotation()
                .map(Rotation::successor)
                .filter(digest::equals)
                .<PresentedSecret>map(Successor::new)
                .orElseGet(() -> new Current(token.digest()));
    }

    /** The secret in use. It works alone, or beside a successor until the overlap ends. */
    record Current(TokenDigest digest) implements PresentedSecret {
        @Override
        public Optional<Reason> against(AccessToken token, Instant now) {
            return token.rotation().isPresent() && token.rotation().get().isOverlapOverAt(now)
                    ? Optional.of(Reason.SUPERSEDED)
                    : Optional.empty();
        }
    }

    /** The secret that waits for its first use, which finishes the rotation. */
    record Successor(TokenDigest digest) implements PresentedSecret {
        @Override
        public Optional<Reason> against(AccessToken token, Instant now) {
            return Optional.empty();
        }
    }

    /** A secret that a rotation retired. */
    record Retired(RetiredSecret secret) implements PresentedSecret {
        @Override
        public TokenDigest digest() {
            return secret.digest();
        }

        @Override
        public Optional<Reason> against(AccessToken token, Instant now) {
            if (secret.suspectFrom().filter(from -> !now.isBefore(from)).isPresent()) {
                return Optional.of(Reason.REUSED);
            }
            return now.isBefore(secret.worksUntil()) ? Optional.empty() : Optional.of(Reason.SUPERSEDED);
        }
    }
}
