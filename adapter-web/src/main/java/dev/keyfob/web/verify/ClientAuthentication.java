package dev.keyfob.web.verify;

import dev.keyfob.domain.actor.Actor;
import dev.keyfob.web.WebUseCases;
import dev.keyfob.web.problem.OAuthError;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which API client is asking (RFC 6749 section 2.3.1): by Basic or by the body, never by both, never by a token. */
final class ClientAuthentication {

    private static final Pattern BASIC = Pattern.compile("(?i:basic) +([A-Za-z0-9+/]+=*)");

    private final WebUseCases useCases;

    ClientAuthentication(WebUseCases useCases) {
        this.useCases = useCases;
    }

    Actor.Client clientOf(Asked asked, OAuthForm form) {
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
        return useCases.authenticateClient()
                .authenticate(credentials[0], credentials[1], asked.address())
                .orElseThrow(OAuthError::invalidClient);
    }

    private static String[] basic(String header) {
        Matcher matcher = BASIC.matcher(header);
        if (!matcher.matches()) {
            throw OAuthError.invalidClient();
        }
        try {
            String plain = new String(Base64.getDecoder().decode(matcher.group(1)), StandardCharsets.UTF_8);
            String[] parts = plain.split(":", 2);
            // The standard wants both form-encoded, many clients send them raw: to our letters it makes no difference.
            return new String[] {decoded(parts[0]), decoded(parts.length > 1 ? parts[1] : "")};
        } catch (IllegalArgumentException e) {
            throw OAuthError.invalidClient();
        }
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }
}
