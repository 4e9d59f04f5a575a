package dev.keyfob.web.problem;

/** An error of OAuth (RFC 6749 section 5.2), for endpoints whose clients know no other form. */
public final class OAuthError extends RuntimeException {

    private final int status;
    private final String error;

    private OAuthError(int status, String error, String description) {
        super(description, null, false, false);
        this.status = status;
        this.error = error;
    }

    public static OAuthError invalidRequest(String description) {
        return new OAuthError(400, "invalid_request", description);
    }

    /** RFC 6749 has no error code for it. */
    public static OAuthError unsupportedMediaType(String description) {
        return new OAuthError(415, "invalid_request", description);
    }

    /** Returns the same error for an unknown client, a wrong secret and a missing one. */
    public static OAuthError invalidClient() {
        return new OAuthError(401, "invalid_client", "Authenticate as an API client, with its id and its secret.");
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }
}
