package dev.keyfob.persistence.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.client.ClientId;
import dev.keyfob.domain.network.Place;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.OwnedToken;
import dev.keyfob.domain.token.ShownSecret;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.persistence.connection.Retry;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** All that verification remembers: rows of tokens with owners, of API clients, and the policy. Never a decision. */
public record Memories(
        Memory<TokenDigest, OwnedToken> tokens,
        Memory<ClientId, ApiClient> clients,
        Memory<String, PolicyChanges> policies) {

    /** What is told where every token changed at once. */
    public static final String EVERYTHING = "everything";

    /** What a change of the policy is told under. */
    public static final String POLICY = "policy";

    private static final int TOKENS = 50_000;
    private static final int CLIENTS = 10_000;

    public static Memories believedWhile(BooleanSupplier hearsOfChanges, Retry retry) {
        return new Memories(
                new Memory<>(
                        hearsOfChanges,
                        retry,
                        token -> token.owner().id().toString(),
                        atMost(TOKENS).expireAfterWrite(AccessTokens.REMEMBERED)),
                new Memory<>(hearsOfChanges, retry, client -> client.id().value(), atMost(CLIENTS)),
                // One row, and no bound to it: a bounded cache notes each read.
                new Memory<>(hearsOfChanges, retry, policy -> POLICY, Caffeine.newBuilder()));
    }

    private static Caffeine<Object, Object> atMost(int rows) {
        return Caffeine.newBuilder().maximumSize(rows);
    }

    /** {@code subject} is the id of a user, for the user's tokens too, or of an API client; or the policy. */
    void forget(String subject) {
        if (subject.equals(EVERYTHING)) {
            forgetAll();
            return;
        }
        policies.forget(subject);
        tokens.forget(subject);
        clients.forget(subject);
    }

    void forgetAll() {
        tokens.forgetAll();
        clients.forgetAll();
        policies.forgetAll();
    }

    /**
     * Only tokens that can be used are kept. All others are looked up each time, like unknown ones, so their response time
     * equals that of unknown ones. A successor is in use from its first use on.
     */
    public static boolean isWorthKeeping(OwnedToken found, Instant now, TokenPolicy policy) {
        return !(found.shown() instanceof ShownSecret.Successor)
                && found.unusableAt(now, policy, new Place.Anywhere()).isEmpty();
    }
}
