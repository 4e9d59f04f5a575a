package dev.keyfob.domain.client;

import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenSecret;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/**
 * A program that may introspect and revoke tokens that it received, and nothing else. Its secret has the format of a
 * token with a separate prefix, so scanners find it. Only its digest is stored.
 *
 * @param lastUsedAt the time of its latest authentication; empty before the first one
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

    /** Returns the same client with a new secret. The old secret is refused from now on. */
    public ApiClient rotate(TokenSecret secret) {
        return new ApiClient(id, name, secret.digest(), createdAt, lastUsedAt);
    }

    /** Returns the same client, last used at this time or later. */
    public ApiClient usedAt(Instant time) {
        return lastUsedAt.filter(known -> !known.isBefore(time)).isPresent()
                ? this
                : new ApiClient(id, name, digest, createdAt, Optional.of(time));
    }

    /** Whether the presented secret is this client's. Compares in constant time. */
    public boolean isProvenBy(TokenDigest presented) {
        return digest.equals(presented);
    }
}
