package dev.keyfob.web.problem;

import dev.keyfob.web.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A problem as GraphQL clients are told it. They read {@code errors} in every answer, whatever its status, and take
 * what they find without them for an answer of somebody else.
 */
public final class GraphQlProblem {

    /** GraphQL over HTTP, section 4. Who does not name it in {@code Accept} gets {@link Json#MEDIA_TYPE}. */
    public static final String RESPONSE = "application/graphql-response+json";

    private GraphQlProblem() {}

    /** Whether {@code accept} names the media type of GraphQL's own. */
    public static boolean isNamedIn(Optional<String> accept) {
        return Stream.of(accept.orElse("").split(","))
                .anyMatch(type -> type.split(";", 2)[0].strip().equalsIgnoreCase(RESPONSE));
    }

    public static String mediaType(Optional<String> accept) {
        return isNamedIn(accept) ? RESPONSE + "; charset=utf-8" : Json.MEDIA_TYPE;
    }

    /** The body of an answer of {@link #mediaType}. */
    public static byte[] json(Problem problem) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", problem.detail());
        error.put("extensions", extensions(problem));
        return Json.bytes(Map.of("errors", List.of(error)));
    }

    /** The code that GraphQL's clients compare, and the reason as it is everywhere. */
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
