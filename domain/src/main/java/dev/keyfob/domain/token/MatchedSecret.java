package dev.keyfob.domain.token;

import dev.keyfob.domain.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * Which of a token's secrets the caller used: the current one, the successor created by a rotation, or one that a
 * rotation retired. Check {@link #against} at each use, because retired and current secrets stop working over time.
 */
public sealed interface MatchedSecret {

    TokenDigest digest();

    /**
     * Returns why this secret does not work for the token; empty if it does. Other checks of the token are separate.
     */
    Optional<Reason> against(AccessToken token, Instant now);

    /**
     * Distinguishes only the successor from the current secret. The digest must already be known to belong to the token
     * and not to be retired.
     */
    static MatchedSecret of(AccessToken token, TokenDigest digest) {
        return token.hasSuccessor(digest) ? new Successor(digest) : new Current(token.digest());
    }

    /** The secret in use. It works alone, or beside a successor until the overlap ends. */
    record Current(TokenDigest digest) implements MatchedSecret {
        @Override
        public Optional<Reason> against(AccessToken token, Instant now) {
            return token.rotation().isPresent() && token.rotation().get().isOverlapOverAt(now)
                    ? Optional.of(Reason.SUPERSEDED)
                    : Optional.empty();
        }
    }

    /** The secret that waits for its first use, which finishes the rotation. */
    record Successor(TokenDigest digest) implements MatchedSecret {
        @Override
        public Optional<Reason> against(AccessToken token, Instant now) {
            return Optional.empty();
        }
    }

    /** A secret that a rotation retired. */
    record Retired(RetiredSecret secret) implements MatchedSecret {
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
