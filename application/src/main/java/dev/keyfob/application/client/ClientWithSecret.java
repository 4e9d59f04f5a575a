package dev.keyfob.application.client;

import dev.keyfob.application.change.OncePerForm;
import dev.keyfob.application.port.ApiClients;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.client.ClientId;
import dev.keyfob.domain.token.TokenSecret;
import java.util.Optional;

/** A client and, this once, its secret. */
public record ClientWithSecret(ApiClient client, TokenSecret secret) {

    /** What a form made, as it is now. Empty where it was removed or got another secret since. */
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
