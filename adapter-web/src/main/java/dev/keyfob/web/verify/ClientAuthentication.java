package dev.keyfob.web.verify;

import dev.keyfob.application.client.AuthenticateClient;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.web.problem.OAuthError;
import dev.keyfob.web.signin.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Which API client is asking (RFC 6749 section 2.3.1): by Basic or by the body, never by both, never by a token. */
final class ClientAuthentication {

    private static final String BASIC = "Basic";

    private final AuthenticateClient authenticateClient;

    ClientAuthentication(AuthenticateClient authenticateClient) {
        this.authenticateClient = authenticateClient;
    }

    Actor.Client clientOf(VerificationRequest asked, OAuthForm form) {
        List<String> headers = asked.headers("Authorization");
        boolean inBody = form.one("client_secret").isPresent();
        if (headers.size() > 1 || inBody && !headers.isEmpty()) {
            throw OAuthError.invalidRequest("Authenticate once: by one Authorization header, or in the body.");
        }
        String[] credentials = headers.isEmpty()
                ? new String[] {
                    form.one("client_id").orElse(""), form.one("client_secret").orElse("")
                }
                : basic(headers.get(0));
        return authenticateClient
                .authenticate(credentials[0], credentials[1], asked.address())
                .orElseThrow(OAuthError::invalidClient);
    }

    private static String[] basic(String header) {
        String encoded = Credentials.of(BASIC, header).orElseThrow(OAuthError::invalidClient);
        try {
            String plain = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            // The standard wants both form-encoded, many clients send them raw: to our letters it makes no difference.
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
