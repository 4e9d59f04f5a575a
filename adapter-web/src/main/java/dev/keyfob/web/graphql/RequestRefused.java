package dev.keyfob.web.graphql;

import dev.keyfob.web.problem.GraphQlProblem;
import dev.keyfob.web.problem.Problem;
import java.util.Map;

/** Thrown if GraphQL itself refuses a request: it is malformed, too large, too costly, or has an invalid argument. */
final class RequestRefused extends RuntimeException {

    private final String explanation;
    private final int status;
    private final Map<String, Object> extensions;

    private RequestRefused(int status, Map<String, Object> extensions, String explanation) {
        super(explanation, null, false, false);
        this.explanation = explanation;
        this.status = status;
        this.extensions = extensions;
    }

    private RequestRefused(String code, String explanation) {
        this(200, Map.of("code", code), explanation);
    }

    /**
     * Returns the refusal of a body that is not a GraphQL request. Its HTTP status is an error, whatever the client
     * accepts.
     */
    static RequestRefused malformed(int status, String explanation) {
        return new RequestRefused(status, GraphQlProblem.extensions(Problem.ofStatus(status)), explanation);
    }

    /** Returns the refusal of a GraphQL request that exceeds a limit. */
    static RequestRefused limit(String explanation) {
        return new RequestRefused("LIMIT_EXCEEDED", explanation);
    }

    static RequestRefused input(String explanation) {
        return new RequestRefused("BAD_USER_INPUT", explanation);
    }

    static RequestRefused introspection() {
        return new RequestRefused(
                "INTROSPECTION_DISABLED", "Introspection is off here. Read the schema with _service { sdl }.");
    }

    static RequestRefused introspectionTooLarge() {
        return limit("Too much of the schema is asked for at once. Ask for __schema and __type once in a request, as"
                + " tools do, or read the schema with _service { sdl }.");
    }

    /**
     * Returns the answer to Apollo's automatic persisted queries. None are stored here, and after this answer clients
     * send the query itself.
     */
    static RequestRefused persistedQuery() {
        return new RequestRefused("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound");
    }

    String explanation() {
        return explanation;
    }

    boolean isMalformed() {
        return status != 200;
    }

    int status() {
        return status;
    }

    Map<String, Object> extensions() {
        return extensions;
    }
}
