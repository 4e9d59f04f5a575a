package dev.keyfob.application.port;

import dev.keyfob.domain.token.RetiredSecret;
import dev.keyfob.domain.token.RotationKey;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenId;
import java.time.Instant;

/**
 * The old secrets that rotations replaced, each kept as long as its token. {@link AccessTokens} finds tokens by them
 * too.
 */
public interface RetiredSecrets {

    /** Adds a retired secret. The caller has locked the token and updates it in the same transaction. */
    void add(RetiredSecret secret);

    /** Returns whether a finished rotation of that token had this key. */
    boolean isKnown(TokenId token, RotationKey key);

    /** Records that the secret was used after its end. Returns false if that was recorded before. */
    boolean noteReuse(TokenDigest secret, Instant at);

    /** Clears the recorded reuses of all old secrets of that token, so that the next one is recorded again. */
    void forgetReuses(TokenId token);
}
