package dev.keyfob.application.client;

import dev.keyfob.application.count.Counts;
import dev.keyfob.application.count.Counts.Limit;
import dev.keyfob.application.port.ApiClients;
import dev.keyfob.application.throttle.WrongSecretLimits;
import dev.keyfob.application.throttle.WrongSecretThrottle;
import dev.keyfob.application.token.RecentUses;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.client.ClientId;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenSecret;
import java.time.InstantSource;
import java.util.Optional;

/** Turns a client's id and secret into an actor, and so takes no actor itself. Not audited. Success counts as a use. */
public final class AuthenticateClient {

    private final ApiClients clients;
    private final RecentUses recentUses;
    private final WrongSecretThrottle throttle;

    public AuthenticateClient(
            ApiClients clients, RecentUses recentUses, WrongSecretLimits limits, Counts counts, InstantSource clock) {
        this.clients = clients;
        this.recentUses = recentUses;
        this.throttle = new WrongSecretThrottle(
                limits.clientSecretsOfAnAddress(), counts.refusals(Limit.WRONG_CLIENT_SECRETS), clock);
    }

    /**
     * Returns the client with that id and secret. Empty if there is no such client or the secret is wrong.
     *
     * @param address the source of the request
     * @throws Refusal TOO_MANY_REQUESTS if too many wrong secrets came from that address
     */
    public Optional<Actor.Client> authenticate(String id, String secret, String address) {
        Optional<ClientId> known = ClientId.parse(id);
        Optional<TokenDigest> presented = TokenFormat.parse(secret).map(TokenSecret::digest);
        if (known.isEmpty() || presented.isEmpty()) {
            return Optional.empty();
        }
        Optional<Actor.Client> proven = throttle.attempt(
                address,
                presented.get(),
                () -> clients.find(known.get())
                        .filter(client -> client.isProvenBy(presented.get()))
                        .map(client -> new Actor.Client(client, address)),
                Optional::isPresent);
        proven.ifPresent(actor -> recentUses.note(actor.client().id()));
        return proven;
    }
}
