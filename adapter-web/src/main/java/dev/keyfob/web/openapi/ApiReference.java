package dev.keyfob.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
            List<Parameter> parameters,
            List<String> requests,
            List<Answer> answers) {}

    public record Parameter(String name, String place, Prose description) {}

    public record Answer(String status, Prose description, List<String> examples) {}

    /** A text in which code stands between grave accents. */
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

    static ApiReference of(JsonNode document) {
        return new Reader(document).reference();
    }

    private record Reader(JsonNode document) {

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
            List<Parameter> parameters = new ArrayList<>();
            each(item.path("parameters")).map(this::parameter).forEach(parameters::add);
            each(operation.path("parameters")).map(this::parameter).forEach(parameters::add);
            List<Answer> answers = new ArrayList<>();
            operation
                    .get("responses")
                    .properties()
                    .forEach(each -> answers.add(answer(each.getKey(), each.getValue())));
            return new Operation(
                    text(operation, "operationId"),
                    member.getKey().toUpperCase(Locale.ROOT),
                    path,
                    text(operation, "summary"),
                    prose(operation),
                    each(operation.get("security")).map(Reader::caller).toList(),
                    parameters,
                    examples(operation.path("requestBody")),
                    answers);
        }

        private static String caller(JsonNode requirement) {
            return requirement.isEmpty()
                    ? "Anyone"
                    : CALLERS.getOrDefault(requirement.fieldNames().next(), "");
        }

        private Parameter parameter(JsonNode reference) {
            JsonNode parameter = resolved(reference);
            JsonNode schema = resolved(parameter.get("schema"));
            String values = each(schema.path("enum")).map(JsonNode::asText).collect(Collectors.joining(", "));
            String description = text(parameter, "description") + (values.isEmpty() ? "" : " One of " + values + ".");
            return new Parameter(text(parameter, "name"), text(parameter, "in"), Prose.of(description.strip()));
        }

        private Answer answer(String status, JsonNode reference) {
            JsonNode answer = resolved(reference);
            return new Answer(status, prose(answer), examples(answer));
        }

        private static List<String> examples(JsonNode body) {
            List<String> texts = new ArrayList<>();
            body.path("content")
                    .properties()
                    .forEach(type -> type.getValue()
                            .path("examples")
                            .forEach(example -> texts.add(
                                    type.getKey().contains("json")
                                            ? example.get("value").toPrettyString()
                                            : form(example.get("value")))));
            return texts;
        }

        private static String form(JsonNode values) {
            List<String> pairs = new ArrayList<>();
            values.properties().forEach(entry -> {
                Iterable<JsonNode> all = entry.getValue().isArray() ? entry.getValue() : List.of(entry.getValue());
                all.forEach(value ->
                        pairs.add(entry.getKey() + "=" + URLEncoder.encode(value.asText(), StandardCharsets.UTF_8)));
            });
            return String.join("&", pairs);
        }

        private JsonNode resolved(JsonNode node) {
            return node.has("$ref")
                    ? resolved(document.at(node.get("$ref").asText().substring(1)))
                    : node;
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
