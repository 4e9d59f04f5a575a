package dev.keyfob.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.keyfob.application.client.RegisteredClient;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.web.api.SignedReport;
import dev.keyfob.web.assets.Assets;
import dev.keyfob.web.html.Links;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.server.DirectRoutes;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The description of the API is true: it has every route, and each of its examples is asked for real. */
class OpenApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, true);
    private final Visitor stranger = new Visitor(server);
    private final RegisteredClient client =
            keyfob.useCases.clients.addClient.add(keyfob.operator, new ClientName("orders-api"));
    private JsonNode document;
    private int tokens;

    private record Call(String path, String method, JsonNode operation) {}

    @BeforeEach
    void read() throws Exception {
        keyfob.useCases.policy.setPolicy.set(keyfob.operator, PolicyChanges.parse(List.of("self_rotation=on")));
        document = JSON.readTree(stranger.get("/openapi.json").body());
    }

    @AfterEach
    void stop() {
        server.close();
    }

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
        Set<String> routes = Routes.of(Visitor.config(keyfob, true), keyfob.useCases, templates, new Assets()).stream()
                // A path of any depth cannot be described: generators would encode its slashes.
                .filter(route -> !route.path().contains("*"))
                // What only leads browsers on is nothing to programs.
                .filter(route -> !route.methods().isEmpty())
                // One stands for all methods: it says so.
                .map(route -> (route.method() == DirectRoutes.ANY ? "GET" : route.method()) + " " + route.path())
                .filter(route -> route.matches(
                        "\\S+ /(oauth2|auth|problems|\\.well-known/oauth|api|graphql|health|openapi)\\b.*"))
                .filter(route -> !route.contains("/api-reference") && !route.contains("/graphql-explorer"))
                .collect(Collectors.toSet());

        assertThat(calls().stream()
                        .map(call -> call.method().toUpperCase(Locale.ROOT) + " " + call.path())
                        .collect(Collectors.toSet()))
                .isEqualTo(routes);
    }

    @Test
    void every_call_answers_as_described_to_who_may_make_it() throws Exception {
        for (Call call : calls()) {
            List<String> examples = new ArrayList<>();
            body(call).path("examples").fieldNames().forEachRemaining(examples::add);
            if (examples.isEmpty()) {
                examples.add("");
            }
            for (String example : examples) {
                HttpResponse<String> answer = ask(call, example, true);

                String status = "" + answer.statusCode();
                assertThat(status)
                        .as("%s %s: %s", call, example, answer.body())
                        .startsWith(isExplanationOfRefusals(call) ? "4" : "2");
                assertDescribed(call, status, answer);
                JsonNode shown =
                        content(call, status).path("examples").path(example).path("value");
                if (!shown.isMissingNode()) {
                    assertThat(members(JSON.readTree(answer.body())))
                            .as("%s", call)
                            .isEqualTo(members(shown));
                }
            }
        }
    }

    /** It has the status of the refusal that it explains. */
    private static boolean isExplanationOfRefusals(Call call) {
        return call.path().equals("/problems/{reason}");
    }

    @Test
    void whoever_may_not_is_answered_as_described() throws Exception {
        int refused = 0;
        for (Call call : calls()) {
            if (!call.operation().get("security").get(0).isEmpty()) {
                HttpResponse<String> answer = ask(call, "", false);

                assertThat(answer.statusCode()).as("%s", call).isEqualTo(401);
                assertDescribed(call, "401", answer);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(10);
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

    // Generators make a type of what has a name; of a body without one they make a map that sends nothing.
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

    // Of what is put together by allOf they forget which members may be null.
    @Test
    void the_record_with_its_secret_is_written_out_and_has_what_the_record_has() {
        ObjectNode withSecret =
                document.at("/components/schemas/TokenWithSecret").deepCopy();

        JsonNode secret = withSecret.withObject("properties").remove("token");

        assertThat(secret.path("type").asText()).isEqualTo("string");
        assertThat(withSecret.get("properties")).isEqualTo(document.at("/components/schemas/Token/properties"));
        assertThat(document.findValues("allOf")).isEmpty();
    }

    // Else some generators join the values by commas.
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
        assertThat(lists).isEqualTo(2);
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

    @Test
    void whoever_has_it_as_it_is_gets_304() throws Exception {
        HttpResponse<String> first = stranger.get("/openapi.json");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> same =
                stranger.send(stranger.to("/openapi.json").header("If-None-Match", "\"x\", W/" + tag));
        HttpResponse<String> other = stranger.send(stranger.to("/openapi.json").header("If-None-Match", "\"x\""));

        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(other.statusCode()).isEqualTo(200);
    }

    @Test
    void the_page_shows_every_call() throws Exception {
        String page = stranger.get("/api-reference").body();

        for (Call call : calls()) {
            assertThat(page)
                    .contains("id=\"" + call.operation().get("operationId").asText() + "\"");
        }
        assertThat(page)
                .contains("permission=recipe%3Arun")
                .contains("role_bound")
                .contains("Signed-in person");
    }

    @Test
    void the_page_names_every_field_of_every_request_and_of_every_good_answer() throws Exception {
        String page = stranger.get("/api-reference").body();

        int fields = 0;
        for (Call call : calls()) {
            String section = page.substring(
                    page.indexOf("id=\"" + call.operation().get("operationId").asText() + "\""));
            section = section.substring(0, section.indexOf("</section>"));
            List<JsonNode> schemas = new ArrayList<>(List.of(body(call).path("schema")));
            call.operation().get("responses").fieldNames().forEachRemaining(status -> {
                if (status.startsWith("2")) {
                    schemas.add(content(call, status).path("schema"));
                }
            });
            for (JsonNode schema : schemas) {
                for (String name : names(schema)) {
                    assertThat(section).as("%s: %s", call, name).containsPattern("<code>(\\S+\\.)?" + name + "</code>");
                    fields++;
                }
            }
        }
        assertThat(fields).isGreaterThan(100);
    }

    @Test
    void examples_are_printed_in_four_languages_with_the_address_of_this_server() throws Exception {
        String page = stranger.get("/api-reference").body();

        assertThat(page)
                .contains("curl -sS \"http://localhost:8080/oauth2/introspect\"")
                .contains("URI.create(\"http://localhost:8080/api/v1/tokens/self\")")
                .contains("await fetch(\"http://localhost:8080/api/v1/tokens/self\"")
                .contains("urllib.request.Request(")
                .contains("Example request: an unknown token")
                .contains("href=\"/docs/http-api\"")
                .doesNotContain("For example");
    }

    private Set<String> names(JsonNode reference) {
        JsonNode schema = resolved(reference);
        Set<String> names = new LinkedHashSet<>();
        schema.path("properties").properties().forEach(property -> {
            names.add(property.getKey());
            names.addAll(names(property.getValue()));
        });
        if (schema.has("items")) {
            names.addAll(names(schema.get("items")));
        }
        schema.path("anyOf").forEach(each -> names.addAll(names(each)));
        return names;
    }

    private List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .forEach(member -> calls.add(new Call(path.getKey(), member.getKey(), member.getValue()))));
        return calls;
    }

    private HttpResponse<String> ask(Call call, String example, boolean mayDoIt) throws Exception {
        JsonNode security = call.operation().get("security").get(0);
        String scheme = mayDoIt && !security.isEmpty() ? security.fieldNames().next() : "";
        CreatedToken token = keyfob.tokenOf(scheme.equals("session") ? keyfob.admin : keyfob.alice, "CI " + ++tokens);
        Visitor visitor = scheme.equals("session")
                ? new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD)
                : stranger;
        HttpRequest.Builder request = visitor.to(path(call, token));
        if (scheme.equals("token")) {
            request.header("Authorization", "Bearer " + token.secret().reveal());
        } else if (scheme.equals("clientBasic")) {
            String both = client.client().id() + ":" + client.secret().reveal();
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.US_ASCII)));
        }
        JsonNode body = body(call).path("examples").path(example).path("value");
        if (body.isMissingNode()) {
            request.method(call.method().toUpperCase(Locale.ROOT), BodyPublishers.noBody());
            if (call.operation().has("requestBody")) {
                request.header("Content-Type", type(call));
            }
        } else {
            request.header("Content-Type", type(call));
            String text = type(call).equals("application/json") ? body.toString() : form(body);
            text = text.replace("kfpat_EXAMPLE", token.secret().reveal())
                    .replace(
                            "kfpat_UNKNOWN",
                            keyfob.rules.format().generate(keyfob.random).reveal());
            if (call.operation().get("operationId").asText().equals("reportLeaks")) {
                SignedReport.sign(request, text);
            }
            request.method(call.method().toUpperCase(Locale.ROOT), BodyPublishers.ofString(text));
        }
        return visitor.send(request);
    }

    private String path(Call call, CreatedToken token) {
        String path = call.path();
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : parametersOf(call)) {
            JsonNode example = parameter.path("example");
            String value = (example.isArray() ? example.get(0) : example).asText();
            if (parameter.get("in").asText().equals("path")) {
                path = path.replace(
                        "{" + parameter.get("name").asText() + "}",
                        parameter.get("name").asText().equals("id")
                                ? token.token().id().toString()
                                : value);
            } else if (parameter.get("in").asText().equals("query") && !value.isEmpty()) {
                query.add(parameter.get("name").asText() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private List<JsonNode> parametersOf(Call call) {
        List<JsonNode> parameters = new ArrayList<>();
        document.get("paths").get(call.path()).path("parameters").forEach(each -> parameters.add(resolved(each)));
        call.operation().path("parameters").forEach(each -> parameters.add(resolved(each)));
        return parameters;
    }

    private boolean isList(JsonNode schema) {
        return resolved(schema).path("type").toString().contains("array");
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

    private void assertDescribed(Call call, String status, HttpResponse<String> answer) throws Exception {
        assertThat(call.operation().get("responses").has(status))
                .as("%s %s", call, status)
                .isTrue();
        JsonNode described = resolved(call.operation().get("responses").get(status));
        JsonNode content = content(call, status);
        if (content.isMissingNode()) {
            assertThat(answer.body()).as("%s", call).isEmpty();
        } else {
            String type = described.get("content").fieldNames().next();
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .as("%s", call)
                    .startsWith(type);
            assertThat(violations(content.get("schema"), JSON.readTree(answer.body())))
                    .as("%s", call)
                    .isEmpty();
        }
        described.path("headers").fieldNames().forEachRemaining(header -> {
            if (!header.equals("Link")) {
                assertThat(answer.headers().firstValue(header))
                        .as("%s %s", call, header)
                        .isPresent();
            }
        });
    }

    private Set<String> violations(JsonNode schema, JsonNode value) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("components", document.get("components"));
        whole.set("allOf", JSON.createArrayNode().add(schema));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .collect(Collectors.toSet());
    }

    private JsonNode content(Call call, String status) {
        JsonNode content =
                resolved(call.operation().get("responses").path(status)).path("content");
        return content.isEmpty() ? content.path("none") : content.elements().next();
    }

    private static JsonNode body(Call call) {
        JsonNode content = call.operation().path("requestBody").path("content");
        return content.isEmpty() ? content.path("none") : content.elements().next();
    }

    private static String type(Call call) {
        return call.operation().get("requestBody").get("content").fieldNames().next();
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** Every member with its path, so that two values can be compared by their shape. */
    private static Set<String> members(JsonNode value) {
        Set<String> members = new LinkedHashSet<>();
        collect("", value, members);
        return members;
    }

    private static void collect(String path, JsonNode value, Set<String> members) {
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                members.add(path + "/" + member.getKey());
                collect(path + "/" + member.getKey(), member.getValue(), members);
            }
        } else if (value.isArray()) {
            value.forEach(item -> collect(path + "/*", item, members));
        }
    }
}
