package dev.keyfob.domain.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.network.RequestSource;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.policy.TokenPolicy.End;
import dev.keyfob.domain.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A token that verification found, with everything needed to decide whether it can be used.
 *
 * @param token the token as stored
 * @param owner the token's owner
 * @param matched the secret by which it was found
 */
public record OwnedToken(AccessToken token, User owner, MatchedSecret matched) {

    /** Creates a token that was found by the secret in use. */
    public OwnedToken(AccessToken token, User owner) {
        this(token, owner, new MatchedSecret.Current(token.digest()));
    }

    /**
     * Returns a token as if found by its newest secret, which works as long as any. For questions about a token rather
     * than a secret.
     */
    public static OwnedToken byNewestSecret(AccessToken token, User owner) {
        return new OwnedToken(
                token,
                owner,
                MatchedSecret.of(
                        token, token.rotation().map(Rotation::successor).orElse(token.digest())));
    }

    /** Returns the same result with {@code other} as the state of the token. */
    public OwnedToken with(AccessToken other) {
        return other == token ? this : new OwnedToken(other, owner, matched);
    }

    /**
     * Returns why the token cannot be used at {@code now} from {@code place}; empty if it can. The first
     * {@link UseCheck} that fails gives the reason.
     */
    public Optional<Reason> unusableAt(Instant now, TokenPolicy policy, RequestSource place) {
        return unusableAt(now, token.endUnder(policy), place);
    }

    /**
     * Returns the same for a token that ends at {@code end} under the policy in force; it never ends if {@code end} is
     * empty.
     */
    public Optional<Reason> unusableAt(Instant now, Optional<End> end, RequestSource place) {
        return firstFailure(UseCheck.IN_ORDER, now, end, place);
    }

    /**
     * Returns whether the token was revoked or has ended at {@code now}, or its owner is disabled, as a reason; empty
     * if it can live on. Suspension, secrets and networks do not count.
     */
    public Optional<Reason> endedOrDisabledAt(Instant now, TokenPolicy policy) {
        return firstFailure(UseCheck.OF_TOKEN_AND_OWNER, now, token.endUnder(policy), new RequestSource.Anywhere());
    }

    private Optional<Reason> firstFailure(List<UseCheck> checks, Instant now, Optional<End> end, RequestSource place) {
        for (UseCheck check : checks) {
            Optional<Reason> failure = check.failure(this, now, end, place);
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }
}
