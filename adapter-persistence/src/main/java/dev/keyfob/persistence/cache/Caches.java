package dev.keyfob.persistence.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.client.ClientId;
import dev.keyfob.domain.network.Place;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.OwnedToken;
import dev.keyfob.domain.token.PresentedSecret;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.persistence.connection.Retry;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Everything that verification caches: rows of tokens with their owners, of API clients, and the policy. Never a
 * decision.
 */
public record Caches(
        RowCache<TokenDigest, OwnedToken> tokens,
        RowCache<ClientId, ApiClient> clients,
        RowCache<String, PolicyChanges> policies) {

    /** The subject of an invalidation after which every row is stale. */
    public static final String EVERYTHING = "everything";

    /** The subject of an invalidation of the policy. */
    public static final String POLICY = "policy";

    private static final int TOKENS = 50_000;
    private static final int CLIENTS = 10_000;

    public static Caches trustedWhile(BooleanSupplier hearsOfChanges, Retry retry) {
        return new Caches(
                new RowCache<>(
                        hearsOfChanges,
                        retry,
                        token -> token.owner().id().toString(),
                        atMost(TOKENS).expireAfterWrite(AccessTokens.REMEMBERED)),
                new RowCache<>(hearsOfChanges, retry, client -> client.id().value(), atMost(CLIENTS)),
                // One row, and no bound to it: a bounded cache notes each read.
                new RowCache<>(hearsOfChanges, retry, policy -> POLICY, Caffeine.newBuilder()));
    }

    private static Caffeine<Object, Object> atMost(int rows) {
        return Caffeine.newBuilder().maximumSize(rows);
    }

    /** How each of them was used. */
    public List<CacheUse> uses() {
        return List.of(tokens.use("tokens"), clients.use("clients"), policies.use("policy"));
    }

    /**
     * {@code subject} is the id of a user, which includes the user's tokens, or of an API client, or {@link #POLICY}.
     */
    void invalidate(String subject) {
        if (subject.equals(EVERYTHING)) {
            invalidateAll();
            return;
        }
        policies.invalidate(subject);
        tokens.invalidate(subject);
        clients.invalidate(subject);
    }

    void invalidateAll() {
        tokens.invalidateAll();
        clients.invalidateAll();
        policies.invalidateAll();
    }

    /**
     * Only tokens that can be used are kept. All others are looked up each time, like unknown ones, so their response
     * time equals that of unknown ones. A successor is in use from its first use on.
     */
    public static boolean isWorthKeeping(OwnedToken found, Instant now, TokenPolicy policy) {
        return !(found.shown() instanceof PresentedSecret.Successor)
                && found.unusableAt(now, policy, new Place.Anywhere()).isEmpty();
    }
}
