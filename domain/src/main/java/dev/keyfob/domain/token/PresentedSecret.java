package dev.keyfob.domain.token;

import dev.keyfob.domain.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * Which of a token's secrets somebody showed. What follows from it depends on the time, so that is asked at each use:
 * {@link #against}.
 */
public sealed interface PresentedSecret {

    TokenDigest digest();

    /** Why this secret does not open the token, whatever else is in order; empty where it does. */
    Optional<Reason> against(AccessToken token, Instant now);

    /** Which one of the token's secrets that is; a retired one is not told by its token. */
    static PresentedSecret of(AccessToken token, TokenDigest digest) {
        return token.rotation()
                .map(Rotation::successor)
                .filter(digest::equals)
                .<PresentedSecret>map(Successor::new)
                .orElseGet(() -> new Current(token.digest()));
    }

    /** The one that is in use: alone, or beside a successor until the overlap ends. */
    record Current(TokenDigest digest) implements PresentedSecret {
        @Override
        public Optional<Reason> against(AccessToken token, Instant now) {
            return token.rotation().isPresent() && token.rotation().get().isOverlapOverAt(now)
                    ? Optional.of(Reason.SUPERSEDED)
                    : Optional.empty();
        }
    }

    /** The one that waits for its first use, which finishes the rotation. */
    record Successor(TokenDigest digest) implements PresentedSecret {
        @Override
        public Optional<Reason> against(AccessToken token, Instant now) {
            return Optional.empty();
        }
    }

    /** One that a rotation put aside. */
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
