package dev.keyfob.domain.token;

import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.user.UserId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tokens for tests, each with a valid secret. */
public final class SampleTokens {

    public static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");

    private static final SecureRandom RANDOM = new SecureRandom();

    private SampleTokens() {}

    public static AccessToken of(UserId owner, String name) {
        return of(owner, name, new LifeSpan(NOW, Optional.of(NOW.plus(Duration.ofDays(30)))));
    }

    public static AccessToken of(UserId owner, String name, LifeSpan lifeSpan) {
        return AccessToken.issue(
                owner, new TokenName(name), TokenFormat.standard().generate(RANDOM), lifeSpan, Narrowing.none());
    }
}
