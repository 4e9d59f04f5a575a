package dev.keyfob.application.leak;

import dev.keyfob.application.policy.PolicyInForce;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.ApiClients;
import dev.keyfob.application.port.Users;
import dev.keyfob.application.token.RecentUses;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.network.RequestSource;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.OwnedToken;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.user.User;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Finds the owner of a leaked secret by its digest alone, so that a scanner never has to send the secret. For
 * administrators and the operator. Not audited, and not counted as a use of the token; changes nothing.
 */
public final class TraceLeak {

    private final AccessTokens tokens;
    private final Users users;
    private final ApiClients clients;
    private final RecentUses recentUses;
    private final PolicyInForce policyInForce;
    private final InstantSource clock;

    public TraceLeak(
            AccessTokens tokens,
            Users users,
            ApiClients clients,
            RecentUses recentUses,
            PolicyInForce policyInForce,
            InstantSource clock) {
        this.tokens = tokens;
        this.users = users;
        this.clients = clients;
        this.recentUses = recentUses;
        this.policyInForce = policyInForce;
        this.clock = clock;
    }

    /**
     * Returns the token with that digest. Empty if the token belongs to another instance, was never issued, or was
     * purged.
     */
    public Optional<TracedToken> trace(Actor actor, TokenDigest digest) {
        actor.require(Permission.TOKEN_MANAGE);
        return tokens.findByDigest(digest)
                .map(recentUses::shownOn)
                .flatMap(token -> users.find(token.owner()).map(owner -> traced(token, owner)));
    }

    /** Returns the API client with that secret. Empty if it is not the current secret of any client. */
    public Optional<ApiClient> traceClient(Actor actor, TokenDigest digest) {
        actor.require(Permission.TOKEN_MANAGE);
        return clients.all().stream()
                .filter(client -> client.isProvenBy(digest))
                .findFirst();
    }

    private TracedToken traced(AccessToken token, User owner) {
        Instant now = clock.instant();
        TokenPolicy policy = policyInForce.policy();
        return new TracedToken(
                token.under(policy),
                owner,
                token.stateAt(now, policy),
                OwnedToken.byNewestSecret(token, owner).unusableAt(now, policy, new RequestSource.Anywhere()));
    }
}
