package dev.keyfob.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An OpenAPI description, arranged to be read from top to bottom. */
public record ApiReference(String title, String summary, Prose description, List<Group> groups) {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Map<String, String> CALLERS = Map.of(
            "token", "Access token",
            "session", "Signed-in person",
            "clientBasic", "API client");

    public record Group(String name, Prose description, List<Operation> operations) {}

    public record Operation(
            String id,
            String method,
            String path,
            String summary,
            Prose description,
            List<String> callers,
            List<Field> parameters,
            Optional<Body> body,
            List<Example> examples,
            List<Answer> answers) {}

    /** A parameter, or a field of a body. {@code place} is empty in a body. */
    public record Field(String name, String place, String type, boolean isRequired, Prose description) {}

    public record Body(String type, List<Field> fields) {}

    /** A request in several languages. {@code title} is empty if it is the only one. */
    public record Example(String title, List<Snippet> snippets) {}

    public record Snippet(String language, String code) {}

    public record Answer(String status, Prose description, List<Field> fields, List<String> examples) {}

    /** A text with code between backticks. */
    public record Prose(List<Piece> pieces) {

        public record Piece(String text, boolean isCode) {}

        static Prose of(String text) {
            List<Piece> pieces = new ArrayList<>();
            for (String each : text.split("`", -1)) {
                pieces.add(new Piece(each, pieces.size() % 2 == 1));
            }
            return new Prose(pieces);
        }

        public boolean isEmpty() {
            return pieces.stream().allMatch(piece -> piece.text().isBlank());
        }
    }

    /** {@code origin} is this server's address, for the examples. */
    static ApiReference of(JsonNode document, String origin) {
        return new Reader(document, new Schemas(document), origin).reference();
    }

    private record Reader(JsonNode document, Schemas schemas, String origin) {

        ApiReference reference() {
            JsonNode info = document.get("info");
            return new ApiReference(
                    text(info, "title"),
                    text(info, "summary"),
                    prose(info),
                    each(document.get("tags")).map(this::group).toList());
        }

        private Group group(JsonNode tag) {
            List<Operation> operations = new ArrayList<>();
            document.get("paths")
                    .properties()
                    .forEach(path -> path.getValue().properties().stream()
                            .filter(member -> METHODS.contains(member.getKey()))
                            .filter(member ->
                                    member.getValue().at("/tags/0").asText().equals(text(tag, "name")))
                            .forEach(member -> operations.add(operation(path.getKey(), path.getValue(), member))));
            return new Group(text(tag, "name"), prose(tag), operations);
        }

        private Operation operation(String path, JsonNode item, Map.Entry<String, JsonNode> member) {
            JsonNode operation = member.getValue();
            List<JsonNode> parameters = new ArrayList<>();
            each(item.path("parameters")).map(schemas::resolved).forEach(parameters::add);
            each(operation.path("parameters")).map(schemas::resolved).forEach(parameters::add);
            List<Answer> answers = new ArrayList<>();
            operation
                    .get("responses")
                    .properties()
                    .forEach(each -> answers.add(answer(each.getKey(), each.getValue())));
            Optional<Map.Entry<String, JsonNode>> content =
                    operation.at("/requestBody/content").properties().stream().findFirst();
            String method = member.getKey().toUpperCase(Locale.ROOT);
            return new Operation(
                    text(operation, "operationId"),
                    method,
                    path,
                    text(operation, "summary"),
                    prose(operation),
                    each(operation.get("security")).map(Reader::caller).toList(),
                    parameters.stream().map(schemas::parameter).toList(),
                    content.map(type -> new Body(
                            type.getKey(), schemas.fields(type.getValue().path("schema")))),
                    examples(method, path, parameters, operation, content),
                    answers);
        }

        private List<Example> examples(
                String method,
                String path,
                List<JsonNode> parameters,
                JsonNode operation,
                Optional<Map.Entry<String, JsonNode>> content) {
            String type = content.map(Map.Entry::getKey).orElse("");
            JsonNode examples =
                    content.map(each -> each.getValue().path("examples")).orElse(MissingNode.getInstance());
            String url = origin + path;
            List<String> query = new ArrayList<>();
            Map<String, String> headers = new LinkedHashMap<>();
            for (JsonNode parameter : parameters) {
                JsonNode example = parameter.path("example");
                String value = (example.isArray() ? example.get(0) : example).asText();
                String name = text(parameter, "name");
                switch (text(parameter, "in")) {
                    case "path" -> url = url.replace("{" + name + "}", value);
                    case "query" -> {
                        if (!value.isEmpty()) {
                            query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
                        }
                    }
                    default -> {
                        if (!value.isEmpty()) {
                            headers.put(name, value);
                        }
                    }
                }
            }
            String address = query.isEmpty() ? url : url + "?" + String.join("&", query);
            Function<JsonNode, List<Snippet>> snippets = value ->
                    new Snippets(method, address, sender(operation), headers, new Snippets.Body(type, value)).all();
            if (examples.isEmpty()) {
                return List.of(new Example("", snippets.apply(MissingNode.getInstance())));
            }
            return each(examples)
                    .map(example -> new Example(text(example, "summary"), snippets.apply(example.get("value"))))
                    .toList();
        }

        private static Snippets.Caller sender(JsonNode operation) {
            return switch (operation.at("/security/0").properties().stream()
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse("")) {
                case "token" -> Snippets.Caller.TOKEN;
                case "session" -> Snippets.Caller.SESSION;
                case "clientBasic" -> Snippets.Caller.CLIENT;
                default -> Snippets.Caller.NOBODY;
            };
        }

        private static String caller(JsonNode requirement) {
            return requirement.isEmpty()
                    ? "Anyone"
                    : CALLERS.getOrDefault(requirement.fieldNames().next(), "");
        }

        private Answer answer(String status, JsonNode reference) {
            JsonNode answer = schemas.resolved(reference);
            JsonNode schema = answer.path("content").properties().stream()
                    .findFirst()
                    .map(type -> type.getValue().path("schema"))
                    .orElse(MissingNode.getInstance());
            // All refusals have the same fields, which the introduction describes.
            return new Answer(
                    status,
                    prose(answer),
                    status.startsWith("2") ? schemas.fields(schema) : List.of(),
                    examples(answer));
        }

        private static List<String> examples(JsonNode body) {
            List<String> texts = new ArrayList<>();
            body.path("content")
                    .forEach(type -> type.path("examples")
                            .forEach(example -> texts.add(example.get("value").toPrettyString())));
            return texts;
        }

        private static Stream<JsonNode> each(JsonNode list) {
            return StreamSupport.stream(list.spliterator(), false);
        }

        private static String text(JsonNode node, String name) {
            return node.path(name).asText("").strip();
        }

        private static Prose prose(JsonNode node) {
            return Prose.of(text(node, "description"));
        }
    }
}
