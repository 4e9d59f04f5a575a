package dev.keyfob.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.application.fake.FreePort;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends the requests of an MCP client to a server behind Caddy, configured as in docs/integrations/mcp.md. */
class McpTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    private Recipe recipe;
    private RunningDemo keyfob;
    private BareApi server;
    private Process caddy;
    private int port;

    @BeforeEach
    void start() throws Exception {
        recipe = new Recipe("mcp.md");
        port = FreePort.find();
        server = new BareApi();
        Path settings = directory.resolve("keyfob.yaml");
        Files.writeString(settings, here(recipe.in("yaml").get(0)));
        keyfob = new RunningDemo(directory, "--config", settings.toString());
        Path config = directory.resolve("Caddyfile");
        Files.writeString(
                config,
                "{\n\tadmin off\n}\n"
                        + here(recipe.in("caddy")
                                .get(0)
                                .replace("127.0.0.1:8080", "127.0.0.1:" + keyfob.port)
                                .replace("127.0.0.1:9000", "127.0.0.1:" + server.port())));
        caddy = ProxyStories.run(
                directory,
                ProxyStories.installed("caddy", "/usr/bin/caddy"),
                "run",
                "--adapter",
                "caddyfile",
                "--config",
                config.toString());
        ProxyStories.awaitOpen(directory, port);
    }

    private String here(String text) {
        return text.replace("127.0.0.1:8000", "127.0.0.1:" + port);
    }

    @AfterEach
    void stop() throws Exception {
        ProxyStories.end(caddy);
        keyfob.close();
        server.close();
    }

    @Test
    void a_client_with_a_token_reaches_the_server_and_one_without_is_led_to_the_metadata() throws Exception {
        JsonNode client = JSON.readTree(here(recipe.in("json").get(0))).at("/mcpServers/recipes");
        String url = client.get("url").textValue();
        String credentials = client.at("/headers/Authorization").textValue().replace("${KEYFOB_TOKEN}", keyfob.token());

        HttpResponse<String> good = initialize(url, credentials);
        HttpResponse<String> bad = initialize(url, "Bearer kfpat_wrong");

        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(server.received())
                .singleElement()
                .satisfies(request -> assertThat(request.variables())
                        .containsEntry("HTTP_X_AUTH_USER", "alice@example.com")
                        .containsEntry("HTTP_MCP_PROTOCOL_VERSION", "2025-06-18")
                        .doesNotContainKey("HTTP_AUTHORIZATION"));
        assertThat(bad.statusCode()).isEqualTo(401);
        String challenge = bad.headers().firstValue("WWW-Authenticate").orElseThrow();
        assertThat(challenge).startsWith("Bearer realm=\"keyfob\", error=\"invalid_token\", resource_metadata=\"");
        JsonNode metadata = JSON.readTree(HTTP.send(
                        HttpRequest.newBuilder(
                                        URI.create(challenge.replaceFirst("(?s).*resource_metadata=\"(.*)\"", "$1")))
                                .build(),
                        BodyHandlers.ofString())
                .body());
        assertThat(metadata.get("resource").textValue()).isEqualTo(url);
        assertThat(metadata.has("authorization_servers")).isFalse();
    }

    /** The first request of a client. */
    private static HttpResponse<String> initialize(String url, String credentials) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Authorization", credentials)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .header("MCP-Protocol-Version", "2025-06-18")
                        .POST(BodyPublishers.ofString("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\","
                                + "\"params\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},"
                                + "\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}"))
                        .build(),
                BodyHandlers.ofString());
    }
}
