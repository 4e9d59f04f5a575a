package dev.keyfob.application.token;

import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenSecret;
import java.time.Instant;

/** A token with, this once, its new secret. */
public record RotatedToken(AccessToken token, TokenSecret secret) {

    /** The old secret works until the new one is first used, and not beyond this time. */
    public Instant oldWorksUntil() {
        return token.oldWorksUntil().orElseThrow();
    }

    /** Does the new secret wait for its first use? */
    boolean isWaiting() {
        return token.rotation()
                .filter(begun -> begun.successor().equals(secret.digest()))
                .isPresent();
    }
}
