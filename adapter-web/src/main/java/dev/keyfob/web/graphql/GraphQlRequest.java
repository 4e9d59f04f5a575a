package dev.keyfob.web.graphql;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.web.json.Json;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A request as a client sends it (GraphQL over HTTP, section 5.4), parsed strictly. */
record GraphQlRequest(String query, Optional<String> operationName, Map<String, Object> variables) {

    static final int LONGEST = 64 * 1024;

    private static final Set<String> MEMBERS = Set.of("query", "operationName", "variables", "extensions");
    private static final ObjectMapper JSON = new ObjectMapper(Json.unrecycled().build());

    static GraphQlRequest parse(byte[] body) {
        JsonNode sent = read(body);
        if (sent.isArray()) {
            throw malformed("Batches of requests are not accepted here. Send each request by itself.");
        }
        if (!sent.isObject()) {
            throw malformed("The body is a JSON object with the member query.");
        }
        Set<String> unknown = new TreeSet<>();
        sent.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(MEMBERS);
        if (!unknown.isEmpty()) {
            throw malformed("The body has at most the members query, operationName, variables and extensions.");
        }
        requireObject(sent, "extensions");
        if (isAbsent(sent.path("query")) && sent.path("extensions").has("persistedQuery")) {
            throw RequestRefused.persistedQuery();
        }
        if (!sent.path("query").isTextual() || sent.path("query").textValue().isBlank()) {
            throw malformed("The member query is missing or is not a text.");
        }
        return new GraphQlRequest(sent.path("query").textValue(), operationName(sent), variables(sent));
    }

    private static JsonNode read(byte[] body) {
        try {
            return Json.read(body);
        } catch (CharacterCodingException e) {
            throw malformed("The body is not UTF-8.");
        } catch (IOException e) {
            throw malformed("The body is not one well-formed JSON object, without repeated members and at most "
                    + Json.DEEPEST + " levels deep.");
        }
    }

    private static Optional<String> operationName(JsonNode sent) {
        JsonNode name = sent.path("operationName");
        if (!isAbsent(name) && !name.isTextual()) {
            throw malformed("The member operationName is not a text.");
        }
        return Optional.ofNullable(name.textValue()).filter(text -> !text.isEmpty());
    }

    private static Map<String, Object> variables(JsonNode sent) {
        requireObject(sent, "variables");
        JsonNode variables = sent.path("variables");
        return isAbsent(variables)
                ? Map.of()
                : JSON.convertValue(variables, new TypeReference<Map<String, Object>>() {});
    }

    private static void requireObject(JsonNode sent, String member) {
        if (!isAbsent(sent.path(member)) && !sent.path(member).isObject()) {
            throw malformed("The member " + member + " is not an object.");
        }
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static RequestRefused malformed(String explanation) {
        return RequestRefused.malformed(400, explanation);
    }
}
