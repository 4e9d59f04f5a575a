package dev.keyfob.web.graphql;

/** A request that GraphQL itself refuses: unreadable, too large, too costly, or with an argument that makes no sense. */
final class RequestRefused extends RuntimeException {

    private final int status;
    private final String code;

    private RequestRefused(int status, String code, String explanation) {
        super(explanation, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** Not a GraphQL request at all, so the HTTP status says it whatever the client accepts. */
    static RequestRefused malformed(int status, String code, String explanation) {
        return new RequestRefused(status, code, explanation);
    }

    /** A GraphQL request that asks for too much. */
    static RequestRefused limit(String explanation) {
        return new RequestRefused(200, "LIMIT_EXCEEDED", explanation);
    }

    static RequestRefused input(String explanation) {
        return new RequestRefused(200, "BAD_USER_INPUT", explanation);
    }

    static RequestRefused introspection() {
        return new RequestRefused(
                200, "INTROSPECTION_DISABLED", "Introspection is off here. Read the schema with _service { sdl }.");
    }

    boolean isMalformed() {
        return status != 200;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
