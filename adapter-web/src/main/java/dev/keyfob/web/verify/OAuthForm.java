package dev.keyfob.web.verify;

import dev.keyfob.web.problem.OAuthError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of an OAuth request: from the body alone, each at most once (RFC 6749 section 3.2). */
public final class OAuthForm {

    /** The one that may be repeated. */
    static final String PERMISSION = "permission";

    private static final String FORM = "application/x-www-form-urlencoded";

    private final Map<String, List<String>> parameters;

    private OAuthForm(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    static OAuthForm read(VerificationRequest asked) {
        List<String> types = asked.headers("Content-Type");
        boolean isForm = !types.isEmpty() && types.get(0).regionMatches(true, 0, FORM, 0, FORM.length());
        if (asked.query().isPresent() || !isForm) {
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

    Optional<String> one(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    String required(String name) {
        return one(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> OAuthError.invalidRequest("The parameter " + name + " is missing."));
    }

    List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }
}
