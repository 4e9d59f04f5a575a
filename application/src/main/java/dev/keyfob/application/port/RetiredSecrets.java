package dev.keyfob.application.port;

import dev.keyfob.domain.token.RetiredSecret;
import dev.keyfob.domain.token.RotationKey;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenId;
import java.time.Instant;

/**
 * The secrets that rotations put aside, each kept for as long as its token is. {@link AccessTokens} finds tokens by
 * them too.
 */
public interface RetiredSecrets {

    /** The token was found for update before, and is updated in the same transaction. */
    void add(RetiredSecret secret);

    /** Did a finished rotation of that token have this key? */
    boolean isKnown(TokenId token, RotationKey key);

    /** Notes that it was used when it should not have been; false where that was noted before. */
    boolean noteReuse(TokenDigest secret, Instant at);

    /** Of all old secrets of that token: the next use of one is noted like a first. */
    void forgetReuses(TokenId token);
}
