package dev.keyfob.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A real proxy in front of an API, configured by what docs/integrations says. All stories are told of the same one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ProxyStories {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern BLOCK = Pattern.compile("```([a-z]+)\\n(.*?)```", Pattern.DOTALL);

    /** What reached the API: its X-Auth- headers, request by request. */
    private final List<Map<String, String>> reached = new CopyOnWriteArrayList<>();

    private Path directory;
    private RunningDemo keyfob;
    private HttpServer api;
    private Process proxy;
    private int port;
    private String token;

    /** Starts it on what the documentation says, its ports replaced. */
    abstract Process start(Path directory, List<String> documented) throws IOException;

    abstract String documentation();

    /** Whether Keyfob's settings say what each path needs, as documented, or the proxy does. */
    abstract boolean hasRules();

    @BeforeAll
    void start(@TempDir Path shared) throws Exception {
        directory = shared;
        String documentation = Files.readString(Path.of("..", "docs", "integrations", documentation()));
        Path settings = Files.writeString(
                directory.resolve("keyfob.yaml"),
                hasRules() ? blocks(documentation).get("yaml").get(0) : "{}");
        keyfob = new RunningDemo(directory, "--config", settings.toString());
        token = keyfob.token();
        api = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        api.createContext("/", exchange -> {
            Map<String, String> identity = new TreeMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (name.toLowerCase(Locale.ROOT).startsWith("x-auth-")) {
                    identity.put(name.toLowerCase(Locale.ROOT), String.join(",", values));
                }
            });
            reached.add(identity);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        api.start();
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Map<String, List<String>> blocks = blocks(documentation);
        blocks.remove("yaml");
        List<String> documented = blocks.values().iterator().next().stream()
                .map(block -> block.replace("127.0.0.1:8080", "127.0.0.1:" + keyfob.port)
                        .replace(
                                "127.0.0.1:9000",
                                "127.0.0.1:" + api.getAddress().getPort())
                        .replace("127.0.0.1:8000", "127.0.0.1:" + port))
                .toList();
        proxy = start(directory, documented);
        awaitOpen();
    }

    @BeforeEach
    void forget() {
        reached.clear();
    }

    @AfterAll
    void stop() throws InterruptedException {
        proxy.destroy();
        if (!proxy.waitFor(10, TimeUnit.SECONDS)) {
            proxy.destroyForcibly();
        }
        api.stop(0);
        keyfob.close();
    }

    @Test
    void what_every_token_may_do_passes_with_the_callers_identity() throws Exception {
        HttpResponse<String> answer = call("/recipes/1", token);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(reached).singleElement().satisfies(identity -> {
            assertThat(identity).containsEntry("x-auth-user", "alice@example.com");
            assertThat(identity).containsEntry("x-auth-token-name", "Pasted%20from%20the%20terminal");
            assertThat(identity)
                    .containsEntry("x-auth-permissions", "activity:view recipe:run recipe:view result:view");
        });
    }

    @Test
    void what_needs_a_role_is_forbidden_and_does_not_reach_the_api() throws Exception {
        assertThat(call("/deployments/1", token).statusCode()).isEqualTo(403);
        assertThat(reached).isEmpty();
    }

    @Test
    void without_a_good_token_the_client_is_asked_for_one() throws Exception {
        for (String wrong : new String[] {"", "kfpat_wrong"}) {
            HttpResponse<String> answer = call("/recipes/1", wrong);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer realm=\"keyfob\""));
        }
        assertThat(reached).isEmpty();
    }

    @Test
    void an_identity_that_a_client_smuggles_in_never_reaches_the_api() throws Exception {
        call(
                "/recipes/1",
                token,
                "X-Auth-User",
                "admin@example.com",
                "x-auth-permissions",
                "recipe:deploy",
                "X-Auth-Reason",
                "smuggled",
                "X-Auth-User-Id",
                "0");

        assertThat(reached).singleElement().satisfies(identity -> {
            assertThat(identity).containsEntry("x-auth-user", "alice@example.com");
            assertThat(identity.values())
                    .noneMatch(value -> value.contains("admin@")
                            || value.contains("recipe:deploy")
                            || value.contains("smuggled")
                            || value.equals("0"));
        });
    }

    @Test
    void a_client_cannot_ask_for_less_than_the_place_needs() throws Exception {
        assertThat(call(
                                "/deployments/1?permission=recipe:run",
                                token,
                                "X-Keyfob-Permission",
                                "recipe:run",
                                "X-Original-Method",
                                "GET",
                                "X-Original-URI",
                                "/recipes/1",
                                "X-Forwarded-Method",
                                "GET",
                                "X-Forwarded-Uri",
                                "/recipes/1")
                        .statusCode())
                .isEqualTo(403);
        assertThat(reached).isEmpty();
    }

    // The last one: there is no Keyfob after it.
    @Test
    @Order(Integer.MAX_VALUE)
    void without_keyfob_nothing_passes() throws Exception {
        keyfob.close();

        assertThat(call("/recipes/1", token).statusCode()).isGreaterThanOrEqualTo(500);
        assertThat(reached).isEmpty();
    }

    /** What stands between fences, by language. */
    private static Map<String, List<String>> blocks(String documentation) {
        return BLOCK.matcher(documentation)
                .results()
                .collect(Collectors.groupingBy(
                        block -> block.group(1),
                        LinkedHashMap::new,
                        Collectors.mapping(block -> block.group(2), Collectors.toList())));
    }

    private HttpResponse<String> call(String path, String secret, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (!secret.isEmpty()) {
            request.header("Authorization", "Bearer " + secret);
        }
        return HTTP.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    static String installed(String debianPackage, String path) {
        assertThat(Path.of(path))
                .as("this test needs a real proxy: apt-get install " + debianPackage)
                .isExecutable();
        return path;
    }

    static Process run(Path directory, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("proxy.log").toFile());
        builder.environment().put("HOME", directory.toString());
        return builder.start();
    }

    private void awaitOpen() throws Exception {
        for (int i = 0; i < 200; i++) {
            try {
                new Socket("127.0.0.1", port).close();
                return;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new IllegalStateException(Files.readString(directory.resolve("proxy.log")));
    }
}
