package dev.keyfob.persistence.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.client.ClientId;
import dev.keyfob.domain.network.RequestSource;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.MatchedSecret;
import dev.keyfob.domain.token.OwnedToken;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.persistence.connection.Retry;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The caches of verification: rows of tokens with their owners, of API clients, and the policy. Decisions are never
 * cached.
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

    public static Caches trustedWhile(BooleanSupplier isTrusted, Retry retry) {
        return new Caches(
                new RowCache<>(
                        isTrusted,
                        retry,
                        token -> token.owner().id().toString(),
                        atMost(TOKENS).expireAfterWrite(AccessTokens.REMEMBERED)),
                new RowCache<>(isTrusted, retry, client -> client.id().value(), atMost(CLIENTS)),
                // A single row needs no bound, and a bounded cache would record each read.
                new RowCache<>(isTrusted, retry, policy -> POLICY, Caffeine.newBuilder()));
    }

    private static Caffeine<Object, Object> atMost(int rows) {
        return Caffeine.newBuilder().maximumSize(rows);
    }

    /** Returns how each cache was used. */
    public List<CacheStats> uses() {
        return List.of(tokens.use("tokens"), clients.use("clients"), policies.use("policy"));
    }

    /**
     * Invalidates the rows of {@code subject}: the id of a user, which includes the user's tokens, or of an API client,
     * {@link #POLICY}, or {@link #EVERYTHING}.
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
     * Returns whether to cache a token. Only usable tokens are cached. All others are looked up each time, so that
     * their response time equals that of unknown tokens. A successor is not cached, because its first use finishes the
     * rotation in the database.
     */
    public static boolean isWorthKeeping(OwnedToken found, Instant now, TokenPolicy policy) {
        return !(found.matched() instanceof MatchedSecret.Successor)
                && found.unusableAt(now, policy, new RequestSource.Anywhere()).isEmpty();
    }
}
