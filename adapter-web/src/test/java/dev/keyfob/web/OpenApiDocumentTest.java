package dev.keyfob.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyfob.web.assets.Assets;
import dev.keyfob.web.html.Links;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.server.DirectRoutes;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that the document is complete and valid, and that its examples match the schemas. */
class OpenApiDocumentTest extends DescribedApi {

    @Test
    void it_is_valid_openapi_3_1() {
        SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(document.toString());

        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
        assertThat(parsed.getOpenAPI().getPaths()).hasSizeGreaterThan(10);
    }

    @Test
    void it_has_every_route_for_programs_and_no_other() {
        Templates templates = new Templates(new Links("", "", "", true));
        Set<String> routes =
                Routes.of(SampleWebConfig.of(keyfob).demo(true).build(), keyfob.useCases, templates, new Assets())
                        .stream()
                        // A path of any depth cannot be described, because generators would encode its slashes.
                        .filter(route -> !route.path().contains("*"))
                        // Routes that only redirect browsers are not for programs.
                        .filter(route -> !route.methods().isEmpty())
                        // GET stands for all methods, as the document says.
                        .map(route ->
                                (route.method() == DirectRoutes.ANY ? "GET" : route.method()) + " " + route.path())
                        .filter(route -> route.matches(
                                "\\S+ /(oauth2|auth|\\.well-known/oauth|api|graphql|health|openapi)\\b.*"))
                        .filter(route -> !route.contains("/api-reference") && !route.contains("/graphql-explorer"))
                        .collect(Collectors.toSet());

        assertThat(calls().stream()
                        .map(call -> call.method().toUpperCase(Locale.ROOT) + " " + call.path())
                        .collect(Collectors.toSet()))
                .isEqualTo(routes);
    }

    @Test
    void every_example_of_an_answer_fits_its_schema_and_has_its_question() {
        for (Call call : calls()) {
            call.operation().get("responses").fieldNames().forEachRemaining(status -> {
                JsonNode content = content(call, status);
                content.path("examples").properties().forEach(example -> {
                    assertThat(violations(
                                    content.get("schema"), example.getValue().get("value")))
                            .as("%s %s", call, status)
                            .isEmpty();
                    assertThat(call.method().equals("get")
                                    || body(call).path("examples").has(example.getKey()))
                            .as("%s %s", call, example.getKey())
                            .isTrue();
                });
            });
        }
    }

    @Test
    void the_description_of_health_names_every_part_and_no_other() {
        String description = document.at("/components/schemas/Health/properties/parts/description")
                .asText();

        assertThat(Pattern.compile("`([a-z_]+)`")
                        .matcher(description.substring(0, description.indexOf("The status is")))
                        .results()
                        .map(part -> part.group(1)))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Readiness.Name.values())
                        .map(Readiness.Name::code)
                        .toList());
    }

    // Generators create a type for a named schema. For a body without a name they create a map, which sends nothing.
    @Test
    void every_body_has_a_name_of_its_own_and_so_has_each_object_in_it() {
        List<String> nameless = new ArrayList<>();

        for (JsonNode content : document.findValues("content")) {
            content.forEach(type -> {
                if (!type.path("schema").has("$ref")) {
                    nameless.add(type.toString());
                }
            });
        }
        document.at("/components/schemas")
                .properties()
                .forEach(schema -> schema.getValue().findValues("properties").stream()
                        .flatMap(properties -> properties.properties().stream())
                        .filter(property -> property.getValue().has("properties")
                                || property.getValue().path("items").has("properties")
                                || property.getValue()
                                        .path("additionalProperties")
                                        .has("properties"))
                        .forEach(property -> nameless.add(schema.getKey() + "." + property.getKey())));
        document.at("/components/schemas").properties().stream()
                .filter(schema -> schema.getValue().path("items").has("properties")
                        || schema.getValue().path("additionalProperties").has("properties"))
                .forEach(schema -> nameless.add(schema.getKey()));

        assertThat(nameless).isEmpty();
    }

    // With allOf, generators lose which members may be null.
    @Test
    void the_record_with_its_secret_is_written_out_and_has_what_the_record_has() {
        ObjectNode withSecret =
                document.at("/components/schemas/TokenWithSecret").deepCopy();

        JsonNode secret = withSecret.withObject("properties").remove("token");

        assertThat(secret.path("type").asText()).isEqualTo("string");
        assertThat(withSecret.get("properties")).isEqualTo(document.at("/components/schemas/Token/properties"));
        assertThat(document.findValues("allOf")).isEmpty();
    }

    // Otherwise some generators join the values by commas.
    @Test
    void every_list_in_a_form_or_a_query_says_that_it_is_sent_value_by_value() {
        int lists = 0;
        for (Call call : calls()) {
            JsonNode form = call.operation().at("/requestBody/content/application~1x-www-form-urlencoded");
            for (Map.Entry<String, JsonNode> field :
                    resolved(form.path("schema")).path("properties").properties()) {
                if (isList(field.getValue())) {
                    assertThat(form.path("encoding").path(field.getKey()).toString())
                            .as("%s %s", call, field.getKey())
                            .isEqualTo("{\"style\":\"form\",\"explode\":true}");
                    lists++;
                }
            }
            for (JsonNode parameter : parametersOf(call)) {
                if (isList(parameter.path("schema"))) {
                    assertThat(parameter.path("style").asText()).as("%s", call).isEqualTo("form");
                    assertThat(parameter.path("explode").asBoolean())
                            .as("%s", call)
                            .isTrue();
                    lists++;
                }
            }
        }
        assertThat(lists).isEqualTo(3);
    }

    @Test
    void every_example_of_a_parameter_or_a_question_fits_its_schema() {
        int examples = 0;
        for (Call call : calls()) {
            for (JsonNode parameter : parametersOf(call)) {
                if (parameter.has("example")) {
                    assertThat(violations(parameter.get("schema"), parameter.get("example")))
                            .as("%s %s", call, parameter)
                            .isEmpty();
                    examples++;
                }
            }
            for (JsonNode example : body(call).path("examples")) {
                assertThat(violations(body(call).get("schema"), example.get("value")))
                        .as("%s", call)
                        .isEmpty();
                examples++;
            }
        }
        assertThat(examples).isGreaterThan(10);
    }

    @Test
    void every_call_says_what_it_does_and_that_it_can_be_refused() {
        for (Call call : calls()) {
            assertThat(call.operation().path("description").asText())
                    .as("%s", call)
                    .isNotBlank();
            assertThat(call.operation().get("responses").properties())
                    .as("%s", call)
                    .anyMatch(answer -> answer.getKey().startsWith("4"));
        }
    }

    private boolean isList(JsonNode schema) {
        return resolved(schema).path("type").toString().contains("array");
    }
}
