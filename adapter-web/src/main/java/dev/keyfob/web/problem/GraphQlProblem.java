package dev.keyfob.web.problem;

import dev.keyfob.web.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes a problem for GraphQL clients. They read {@code errors} in every answer, whatever its status, and assume that
 * an answer without it comes from another server.
 */
public final class GraphQlProblem {

    /** GraphQL over HTTP, section 4. A client that does not name it in {@code Accept} gets {@link Json#MEDIA_TYPE}. */
    public static final String RESPONSE = "application/graphql-response+json";

    private GraphQlProblem() {}

    /** Returns whether {@code accept} names GraphQL's own media type. */
    public static boolean isNamedIn(Optional<String> accept) {
        return Stream.of(accept.orElse("").split(","))
                .anyMatch(type -> type.split(";", 2)[0].strip().equalsIgnoreCase(RESPONSE));
    }

    public static String mediaType(Optional<String> accept) {
        return isNamedIn(accept) ? RESPONSE + "; charset=utf-8" : Json.MEDIA_TYPE;
    }

    /** Returns the body of an answer with {@link #mediaType}. */
    public static byte[] json(Problem problem) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", problem.detail());
        error.put("extensions", extensions(problem));
        return Json.bytes(Map.of("errors", List.of(error)));
    }

    /** Returns the code that GraphQL clients compare, and the reason that all interfaces use. */
    public static Map<String, Object> extensions(Problem problem) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("code", code(problem.status()));
        extensions.put("reason", problem.reason());
        return extensions;
    }

    private static String code(int status) {
        return switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "FORBIDDEN";
            case 404 -> "NOT_FOUND";
            case 405 -> "METHOD_NOT_ALLOWED";
            case 409 -> "CONFLICT";
            case 413 -> "PAYLOAD_TOO_LARGE";
            case 415 -> "UNSUPPORTED_MEDIA_TYPE";
            case 422 -> "BAD_USER_INPUT";
            case 429 -> "TOO_MANY_REQUESTS";
            case 503 -> "UNAVAILABLE";
            default -> status < 500 ? "BAD_REQUEST" : "INTERNAL_SERVER_ERROR";
        };
    }
}
