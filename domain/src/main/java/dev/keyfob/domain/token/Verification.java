package dev.keyfob.domain.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.permission.Decision;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What verifying a presented token came to. Outsiders are told only that it is good or not; the operator sees the
 * reason.
 */
public sealed interface Verification {

    /**
     * The token can be used.
     *
     * @param owned the token with the end that it really has, whose it is, and by which secret it was presented
     * @param decisions one on each permission that was asked about
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
     * The token cannot be used, whatever was asked.
     *
     * @param found the token; empty where the secret is unknown
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

    /** No token has that secret. */
    static Verification unknown(Reason reason) {
        return new Unusable(reason, Optional.empty());
    }

    /** Why the token cannot be used; empty where it can. */
    Optional<Reason> unusable();

    /** The token, usable or not, where there is one. */
    Optional<OwnedToken> found();

    /** On each permission that was asked about; none where the token cannot be used. */
    List<Decision> decisions();

    /** The token is good, and everything that was asked for is allowed. */
    boolean isAllowed();

    /** The same answer about the token as {@code change} makes it. */
    Verification with(UnaryOperator<OwnedToken> change);

    default boolean isUsable() {
        return this instanceof Usable;
    }
}
