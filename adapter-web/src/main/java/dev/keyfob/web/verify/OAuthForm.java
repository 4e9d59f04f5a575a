package dev.keyfob.web.verify;

import dev.keyfob.web.body.BodyType;
import dev.keyfob.web.problem.OAuthError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of an OAuth request, from the body only and each at most once (RFC 6749 section 3.2). */
public final class OAuthForm {

    /** The only parameter that may be repeated. */
    static final String PERMISSION = "permission";

    private final Map<String, List<String>> parameters;

    private OAuthForm(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    static OAuthForm read(VerificationRequest asked) {
        if (BodyType.isEncoded(asked.headers("Content-Encoding"))) {
            throw OAuthError.unsupportedMediaType("Send the form as it is, not compressed.");
        }
        if (asked.query().isPresent() || !BodyType.isForm(asked.headers("Content-Type"))) {
            throw OAuthError.invalidRequest("Send the parameters as a URL-encoded form in the body, none in the URL.");
        }
        Map<String, List<String>> parameters;
        try {
            parameters = VerificationRequest.parameters(new String(asked.body(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw OAuthError.invalidRequest("The form is not well encoded.");
        }
        parameters.forEach((name, values) -> {
            if (values.size() > 1 && !name.equals(PERMISSION)) {
                throw OAuthError.invalidRequest("A parameter is there more than once.");
            }
        });
        return new OAuthForm(parameters);
    }

    /** Returns the parameter. An empty value counts as missing. */
    Optional<String> one(String name) {
        return all(name).stream().findFirst().filter(value -> !value.isEmpty());
    }

    String required(String name) {
        return one(name).orElseThrow(() -> OAuthError.invalidRequest("The parameter " + name + " is missing."));
    }

    /** Returns all values, including empty ones, because an empty permission name must be refused. */
    List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }
}
