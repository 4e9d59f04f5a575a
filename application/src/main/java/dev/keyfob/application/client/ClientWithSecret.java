package dev.keyfob.application.client;

import dev.keyfob.application.change.OncePerForm;
import dev.keyfob.application.port.ApiClients;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.client.ClientId;
import dev.keyfob.domain.token.TokenSecret;
import java.util.Optional;

/** A client together with its secret, which is shown only once. */
public record ClientWithSecret(ApiClient client, TokenSecret secret) {

    /** Returns the client as it is now. Empty if it was removed or got another secret after the form was submitted. */
    static Optional<ClientWithSecret> of(OncePerForm.Made made, ApiClients clients) {
        return ClientId.parse(made.id())
                .flatMap(clients::find)
                .filter(client -> client.isProvenBy(made.secret().digest()))
                .map(client -> new ClientWithSecret(client, made.secret()));
    }

    OncePerForm.Made made() {
        return new OncePerForm.Made(client.id().value(), secret);
    }
}
