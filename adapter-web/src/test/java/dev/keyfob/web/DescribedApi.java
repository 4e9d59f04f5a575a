package dev.keyfob.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.keyfob.application.client.ClientWithSecret;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.web.api.SignedReport;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The API document, and a server to compare it with. */
abstract class DescribedApi {

    static final ObjectMapper JSON = new ObjectMapper();
    static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    final WebServer server = Visitor.serve(keyfob, true);
    final Visitor stranger = new Visitor(server);
    final ClientWithSecret client =
            keyfob.useCases.clients.addClient.add(keyfob.operator, new ClientName("orders-api"));
    JsonNode document;
    int tokens;

    record Call(String path, String method, JsonNode operation) {}

    @BeforeEach
    void read() throws Exception {
        keyfob.useCases.policy.setPolicy.set(keyfob.operator, PolicyChanges.parse(List.of("self_rotation=on")));
        document = JSON.readTree(stranger.get("/openapi.json").body());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .forEach(member -> calls.add(new Call(path.getKey(), member.getKey(), member.getValue()))));
        return calls;
    }

    HttpResponse<String> ask(Call call, String example, boolean mayDoIt) throws Exception {
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
                            keyfob.settings.format().generate(keyfob.random).reveal());
            if (call.operation().get("operationId").asText().equals("reportLeaks")) {
                SignedReport.sign(request, text);
            }
            request.method(call.method().toUpperCase(Locale.ROOT), BodyPublishers.ofString(text));
        }
        return visitor.send(request);
    }

    List<JsonNode> parametersOf(Call call) {
        List<JsonNode> parameters = new ArrayList<>();
        document.get("paths").get(call.path()).path("parameters").forEach(each -> parameters.add(resolved(each)));
        call.operation().path("parameters").forEach(each -> parameters.add(resolved(each)));
        return parameters;
    }

    Set<String> violations(JsonNode schema, JsonNode value) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("components", document.get("components"));
        whole.set("allOf", JSON.createArrayNode().add(schema));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .collect(Collectors.toSet());
    }

    JsonNode content(Call call, String status) {
        JsonNode content =
                resolved(call.operation().get("responses").path(status)).path("content");
        return content.isEmpty() ? content.path("none") : content.elements().next();
    }

    static JsonNode body(Call call) {
        JsonNode content = call.operation().path("requestBody").path("content");
        return content.isEmpty() ? content.path("none") : content.elements().next();
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    static String form(JsonNode values) {
        List<String> pairs = new ArrayList<>();
        values.properties().forEach(entry -> {
            Iterable<JsonNode> all = entry.getValue().isArray() ? entry.getValue() : List.of(entry.getValue());
            all.forEach(value ->
                    pairs.add(entry.getKey() + "=" + URLEncoder.encode(value.asText(), StandardCharsets.UTF_8)));
        });
        return String.join("&", pairs);
    }

    String path(Call call, CreatedToken token) {
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

    static String type(Call call) {
        return call.operation().get("requestBody").get("content").fieldNames().next();
    }
}
