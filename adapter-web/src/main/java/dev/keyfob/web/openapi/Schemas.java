package dev.keyfob.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Lists the fields of the schemas in an OpenAPI description, in the order of the description. */
record Schemas(JsonNode document) {

    private static final String NULL = "null";

    /** Returns the fields of a body. Fields of inner objects have a path, such as {@code items[].id}. */
    List<ApiReference.Field> fields(JsonNode schema) {
        List<ApiReference.Field> fields = new ArrayList<>();
        collect("", schema, fields);
        return fields;
    }

    ApiReference.Field parameter(JsonNode reference) {
        JsonNode parameter = resolved(reference);
        return field(
                parameter.path("name").asText(),
                parameter.path("in").asText(),
                parameter.path("schema"),
                parameter.path("required").asBoolean(),
                parameter.path("description").asText(""));
    }

    /** Resolves a reference, and of alternatives returns the first that is not null. */
    JsonNode resolved(JsonNode node) {
        if (node.has("$ref")) {
            return resolved(document.at(node.get("$ref").asText().substring(1)));
        }
        for (JsonNode alternative : node.path("anyOf")) {
            if (!alternative.path("type").asText().equals(NULL)) {
                return resolved(alternative);
            }
        }
        return node;
    }

    private void collect(String path, JsonNode reference, List<ApiReference.Field> fields) {
        JsonNode schema = resolved(reference);
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String name = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
            JsonNode value = property.getValue();
            fields.add(field(
                    name,
                    "",
                    value,
                    required.contains(property.getKey()),
                    value.path("description").asText("")));
            collect(name, value, fields);
        }
        if (schema.has("items") && resolved(schema.get("items")).has("properties")) {
            collect(path + "[]", schema.get("items"), fields);
        }
        if (schema.path("additionalProperties").isObject()) {
            collect(path + ".NAME", schema.get("additionalProperties"), fields);
        }
    }

    private ApiReference.Field field(
            String name, String place, JsonNode reference, boolean isRequired, String description) {
        JsonNode schema = resolved(reference);
        List<String> rules = new ArrayList<>();
        if (!description.isBlank()) {
            rules.add(description.strip());
        }
        String values = StreamSupport.stream(schema.path("enum").spliterator(), false)
                .filter(value -> !value.isNull())
                .map(value -> "`" + value.asText() + "`")
                .collect(Collectors.joining(", "));
        if (!values.isEmpty()) {
            rules.add("One of " + values + ".");
        }
        if (schema.has("minimum")) {
            rules.add("At least " + schema.get("minimum").asText() + ".");
        }
        if (schema.has("maximum")) {
            rules.add("At most " + schema.get("maximum").asText() + ".");
        }
        if (schema.has("maxItems")) {
            rules.add("At most " + schema.get("maxItems").asText() + " items.");
        }
        if (schema.has("maxLength")) {
            rules.add("At most " + schema.get("maxLength").asText() + " characters.");
        }
        if (schema.has("default")) {
            rules.add("`" + schema.get("default").asText() + "` if it is left out.");
        }
        return new ApiReference.Field(
                name, place, type(reference), isRequired, ApiReference.Prose.of(String.join(" ", rules)));
    }

    private String type(JsonNode reference) {
        JsonNode schema = resolved(reference);
        List<String> types = new ArrayList<>();
        JsonNode declared = schema.path("type");
        (declared.isArray() ? declared : List.of(declared)).forEach(type -> types.add(type.asText()));
        boolean isNullable = types.remove(NULL)
                || StreamSupport.stream(reference.path("anyOf").spliterator(), false)
                        .anyMatch(each -> each.path("type").asText().equals(NULL));
        String type = String.join(" or ", types);
        if (type.equals("array")) {
            type = "list of " + plural(type(schema.path("items")));
        }
        if (schema.has("format")) {
            type += " (" + schema.get("format").asText() + ")";
        }
        return isNullable ? type + " or null" : type;
    }

    private static String plural(String type) {
        return type + "s";
    }
}
