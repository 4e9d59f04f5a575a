package dev.keyfob.application.token;

import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenSecret;
import java.time.Instant;

/** A token together with its new secret, which is shown only once. */
public record RotatedToken(AccessToken token, TokenSecret secret) {

    /**
     * Returns until when the old secret works at most. It stops earlier if the grace period after the first use of the
     * new one ends before.
     */
    public Instant oldWorksUntil() {
        return token.oldWorksUntil().orElseThrow();
    }

    /** Returns whether the new secret still waits for its first use. */
    boolean isWaiting() {
        return token.hasSuccessor(secret.digest());
    }
}
