package dev.keyfob.web.verify;

import dev.keyfob.application.client.AuthenticateClient;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.web.problem.OAuthError;
import dev.keyfob.web.signin.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Authenticates an API client (RFC 6749 section 2.3.1), by Basic or by the body, never by both and never by a token.
 */
final class ClientAuthentication {

    private static final String BASIC = "Basic";

    private final AuthenticateClient authenticateClient;

    record Authenticated(Actor.Client client, OAuthForm form) {}

    ClientAuthentication(AuthenticateClient authenticateClient) {
        this.authenticateClient = authenticateClient;
    }

    /** Authenticates the client. Credentials in a header are checked before the form is read. */
    Authenticated authenticate(VerificationRequest asked) {
        List<String> headers = asked.headers("Authorization");
        if (headers.size() > 1) {
            throw twice();
        }
        if (headers.isEmpty()) {
            OAuthForm form = OAuthForm.read(asked);
            return new Authenticated(
                    client(
                            asked,
                            form.one("client_id").orElse(""),
                            form.one("client_secret").orElse("")),
                    form);
        }
        String[] credentials = basic(headers.get(0));
        Actor.Client client = client(asked, credentials[0], credentials[1]);
        OAuthForm form = OAuthForm.read(asked);
        if (form.one("client_secret").isPresent()) {
            throw twice();
        }
        return new Authenticated(client, form);
    }

    private Actor.Client client(VerificationRequest asked, String id, String secret) {
        return authenticateClient.authenticate(id, secret, asked.address()).orElseThrow(OAuthError::invalidClient);
    }

    private static OAuthError twice() {
        return OAuthError.invalidRequest("Authenticate once: by one Authorization header, or in the body.");
    }

    private static String[] basic(String header) {
        String encoded = Credentials.of(BASIC, header).orElseThrow(OAuthError::invalidClient);
        try {
            String plain = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            // The standard requires form encoding here, but many clients do not encode. For Keyfob's ids and secrets
            // both are equal.
            return colon < 0
                    ? new String[] {VerificationRequest.decoded(plain), ""}
                    : new String[] {
                        VerificationRequest.decoded(plain.substring(0, colon)),
                        VerificationRequest.decoded(plain.substring(colon + 1))
                    };
        } catch (IllegalArgumentException e) {
            throw OAuthError.invalidClient();
        }
    }
}
