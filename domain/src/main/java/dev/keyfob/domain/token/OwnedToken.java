package dev.keyfob.domain.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.network.Place;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.policy.TokenPolicy.End;
import dev.keyfob.domain.user.User;
import java.time.Instant;
import java.util.Optional;

/**
 * A token as verification found it, with all that is needed to say whether it can be used.
 *
 * @param token as it is stored
 * @param owner whose it is
 * @param shown the secret by which it was found
 */
public record OwnedToken(AccessToken token, User owner, PresentedSecret shown) {

    /** Found by the secret that is in use. */
    public OwnedToken(AccessToken token, User owner) {
        this(token, owner, new PresentedSecret.Current(token.digest()));
    }

    /** Found by the newest of its secrets, which works as long as any: for questions about the token, not a secret. */
    public static OwnedToken byNewestSecret(AccessToken token, User owner) {
        return new OwnedToken(
                token,
                owner,
                PresentedSecret.of(
                        token, token.rotation().map(Rotation::successor).orElse(token.digest())));
    }

    /** The same find, of the token as it stands in {@code other}. */
    public OwnedToken with(AccessToken other) {
        return other == token ? this : new OwnedToken(other, owner, shown);
    }

    /**
     * Why the token cannot be used at {@code now} from {@code place}; empty where it can. The first {@link UseCheck}
     * that fails says why.
     */
    public Optional<Reason> unusableAt(Instant now, TokenPolicy policy, Place place) {
        return unusableAt(now, token.endUnder(policy), place);
    }

    /** The same, where {@code end} says when the token ends under the policy in force; empty where it never does. */
    public Optional<Reason> unusableAt(Instant now, Optional<End> end, Place place) {
        for (UseCheck check : UseCheck.IN_ORDER) {
            Optional<Reason> failure = check.failure(this, now, end, place);
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }
}
