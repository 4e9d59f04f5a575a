package dev.keyfob.persistence;

import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.client.ClientId;
import dev.keyfob.domain.token.OwnedToken;
import dev.keyfob.domain.token.PolicyChanges;
import dev.keyfob.domain.token.ShownSecret;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenState;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** All that verification remembers: rows of tokens with owners, of API clients, and the policy. Never a decision. */
record Memories(
        Memory<TokenDigest, OwnedToken> tokens,
        Memory<ClientId, ApiClient> clients,
        Memory<String, PolicyChanges> policies) {

    /** What is told where every token changed at once. */
    static final String EVERYTHING = "everything";

    static Memories believedWhile(BooleanSupplier hearsOfChanges) {
        return new Memories(
                new Memory<>(hearsOfChanges, token -> token.owner().id().toString()),
                new Memory<>(hearsOfChanges, client -> client.id().value()),
                new Memory<>(hearsOfChanges, policy -> JdbiPolicies.SUBJECT));
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
     * Only what can be used is kept. What cannot is asked for each time, like what is not known: how long an answer takes
     * tells them not apart. A successor is in use from its first use on.
     */
    static boolean isWorthKeeping(OwnedToken found, Instant now) {
        return found.owner().isEnabled()
                && found.token().stateAt(now) == TokenState.ACTIVE
                && !(found.shown() instanceof ShownSecret.Successor)
                && found.shown().against(found.token(), now).isEmpty();
    }
}
