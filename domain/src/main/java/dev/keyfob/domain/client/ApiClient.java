package dev.keyfob.domain.client;

import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenSecret;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/**
 * A program that may introspect and revoke tokens that it was handed, and nothing else. Its secret is written like a
 * token's, under a prefix of its own, so that scanners find it; kept is the digest.
 *
 * @param lastUsedAt when it last proved who it is; empty before the first time
 */
public record ApiClient(
        ClientId id, ClientName name, TokenDigest digest, Instant createdAt, Optional<Instant> lastUsedAt) {

    public static final String SECRET_PREFIX = "kfsecret_";

    private static final TokenFormat SECRETS = new TokenFormat(SECRET_PREFIX);

    public static TokenSecret generateSecret(SecureRandom random) {
        return SECRETS.generate(random);
    }

    public static ApiClient register(ClientId id, ClientName name, TokenSecret secret, Instant now) {
        return new ApiClient(id, name, secret.digest(), now, Optional.empty());
    }

    /** The same client with another secret; the earlier one is refused from now on. */
    public ApiClient rotate(TokenSecret secret) {
        return new ApiClient(id, name, secret.digest(), createdAt, lastUsedAt);
    }

    /** The same client, used then or later. */
    public ApiClient usedAt(Instant time) {
        return lastUsedAt.filter(known -> !known.isBefore(time)).isPresent()
                ? this
                : new ApiClient(id, name, digest, createdAt, Optional.of(time));
    }

    /** Compared in constant time. */
    public boolean isProvenBy(TokenDigest presented) {
        return digest.equals(presented);
    }
}
