package dev.keyfob.application.client;

import dev.keyfob.application.port.ApiClients;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.client.ClientId;
import dev.keyfob.domain.token.TokenFormat;
import java.util.Optional;

/** Turns a client's id and secret into an actor. It is how actors come to be, so it takes none. Not audited. */
public final class AuthenticateClient {

    private final ApiClients clients;

    public AuthenticateClient(ApiClients clients) {
        this.clients = clients;
    }

    /** Empty where there is no such client, or the secret is another's. {@code address} is where the request is from. */
    public Optional<Actor.Client> authenticate(String id, String secret, String address) {
        return ClientId.parse(id)
                .flatMap(clients::find)
                .filter(client ->
                        TokenFormat.parse(secret).filter(client::isProvenBy).isPresent())
                .map(client -> new Actor.Client(client, address));
    }
}
