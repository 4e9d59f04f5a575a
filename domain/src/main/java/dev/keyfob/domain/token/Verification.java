package dev.keyfob.domain.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.permission.Decision;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The result of verifying a presented token. Callers learn only whether the token is valid. An administrator sees
 * the reason.
 */
public sealed interface Verification {

    /**
     * The token can be used.
     *
     * @param owned the token with its actual end, its owner, and the presented secret
     * @param decisions one for each requested permission
     */
    record Usable(OwnedToken owned, List<Decision> decisions) implements Verification {

        public Usable {
            decisions = List.copyOf(decisions);
        }

        @Override
        public Optional<Reason> unusable() {
            return Optional.empty();
        }

        @Override
        public Optional<OwnedToken> found() {
            return Optional.of(owned);
        }

        @Override
        public boolean isAllowed() {
            for (Decision decision : decisions) {
                if (!decision.isAllowed()) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Verification with(UnaryOperator<OwnedToken> change) {
            return new Usable(change.apply(owned), decisions);
        }
    }

    /**
     * The token cannot be used, whichever permissions were requested.
     *
     * @param found the token; empty if the secret is unknown
     */
    record Unusable(Reason reason, Optional<OwnedToken> found) implements Verification {

        @Override
        public Optional<Reason> unusable() {
            return Optional.of(reason);
        }

        @Override
        public List<Decision> decisions() {
            return List.of();
        }

        @Override
        public boolean isAllowed() {
            return false;
        }

        @Override
        public Verification with(UnaryOperator<OwnedToken> change) {
            return new Unusable(reason, found.map(change));
        }
    }

    /** Returns the result for a secret that no token has. */
    static Verification unknown(Reason reason) {
        return new Unusable(reason, Optional.empty());
    }

    /** Returns why the token cannot be used; empty if it can. */
    Optional<Reason> unusable();

    /** Returns the token, usable or not; empty if the secret is unknown. */
    Optional<OwnedToken> found();

    /** Returns a decision for each requested permission; none if the token cannot be used. */
    List<Decision> decisions();

    /** Whether the token can be used and has all requested permissions. */
    boolean isAllowed();

    /** Returns the same result with the token that {@code change} returns. */
    Verification with(UnaryOperator<OwnedToken> change);

    default boolean isUsable() {
        return this instanceof Usable;
    }
}
