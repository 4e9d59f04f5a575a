package dev.keyfob.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.fake.FreePort;
import dev.keyfob.web.verify.HostilePaths;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Tests a real proxy in front of an API, configured as in docs/integrations. All tests of a class share one proxy. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ProxyStories {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static final byte[] NOTHING = {};

    private Path directory;
    private RunningDemo keyfob;
    private BareApi api;
    private Process proxy;
    private int port;
    private BareCaller caller;
    private String token;

    /**
     * Starts the proxy with the code blocks of the documentation, with their ports replaced and grouped by language.
     */
    abstract Process start(Path directory, List<String> documented) throws IOException;

    abstract String documentation();

    /** Whether the permission of each path is in Keyfob's settings, as documented, or in the proxy's configuration. */
    abstract boolean hasRules();

    @BeforeAll
    void start(@TempDir Path shared) throws Exception {
        directory = shared;
        Recipe recipe = new Recipe(documentation());
        Path settings = Files.writeString(
                directory.resolve("keyfob.yaml"),
                (hasRules() ? recipe.in("yaml").get(0) : "") + "auth_check.header_kilobytes: 8\n");
        keyfob = new RunningDemo(directory, "--config", settings.toString());
        token = keyfob.token();
        api = new BareApi();
        port = FreePort.find();
        caller = new BareCaller(port);
        List<String> documented = recipe.ofTheProxy().stream()
                .map(block -> block.replace("127.0.0.1:8080", "127.0.0.1:" + keyfob.port)
                        .replace("127.0.0.1:9000", "127.0.0.1:" + api.port())
                        .replace("127.0.0.1:8000", "127.0.0.1:" + port))
                .toList();
        proxy = start(directory, documented);
        awaitOpen(directory, port);
    }

    @BeforeEach
    void forget() {
        api.received().clear();
    }

    @AfterAll
    void stop() throws Exception {
        caller.close();
        end(proxy);
        api.close();
        keyfob.close();
    }

    @Test
    void what_every_token_may_do_passes_with_the_callers_identity() throws Exception {
        HttpResponse<String> answer = call("/recipes/1", token);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(api.received())
                .singleElement()
                .satisfies(request -> assertThat(request.variables())
                        .containsEntry("HTTP_X_AUTH_USER", "alice@example.com")
                        .containsEntry("HTTP_X_AUTH_TOKEN_NAME", "Pasted%20from%20the%20terminal")
                        .containsEntry("HTTP_X_AUTH_PERMISSIONS", "activity:view recipe:run recipe:view result:view"));
    }

    @Test
    void what_needs_a_role_is_forbidden_and_does_not_reach_the_api() throws Exception {
        assertThat(call("/deployments/1", token).statusCode()).isEqualTo(403);
        assertThat(api.received()).isEmpty();
    }

    // As problem details, as a page for a browser, as text for git. It never names the owner of the token.
    @Test
    void whoever_is_forbidden_is_told_which_permission_and_why_and_where_to_look() throws Exception {
        Map<String, String[]> readers = Map.of(
                "application/problem+json", new String[] {"Accept", "*/*"},
                "text/html", new String[] {"Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"},
                "text/plain", new String[] {"User-Agent", "git/2.39.5"});

        for (var reader : readers.entrySet()) {
            HttpResponse<String> answer = call("/deployments/1", token, reader.getValue());

            assertThat(answer.statusCode()).as(reader.getKey()).isEqualTo(403);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(reader.getKey());
            assertThat(answer.body())
                    .contains("recipe:deploy", "role_bound", "/settings/refusals")
                    .doesNotContain(token, "alice", "Pasted");
            assertThat(answer.headers().firstValue("Content-Security-Policy").isPresent())
                    .isTrue();
        }
        assertThat(call("/deployments/1", token).body()).contains("\"status\":403");
        assertThat(api.received()).isEmpty();
    }

    @Test
    void what_the_api_itself_forbids_is_left_as_it_is() throws Exception {
        HttpResponse<String> answer = call("/recipes/forbidden", token);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo(BareApi.FORBIDDEN);
    }

    @Test
    void without_a_good_token_the_client_is_asked_for_one() throws Exception {
        for (String wrong : new String[] {"", "kfpat_wrong"}) {
            HttpResponse<String> answer = call("/recipes/1", wrong);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer realm=\"keyfob\""));
        }
        assertThat(api.received()).isEmpty();
    }

    @Test
    void an_identity_that_a_client_smuggles_in_never_reaches_the_api() throws Exception {
        assertThat(bare(
                        "GET /recipes/1",
                        NOTHING,
                        "X-Auth-User: admin@example.com",
                        "x-auth-permissions: recipe:deploy",
                        "X-Auth-Reason: smuggled",
                        "X-Auth-User-Id: 0"))
                .isEqualTo(200);

        assertNothingSmuggled();
    }

    // For CGI, WSGI, PHP and Rack all of these names are the same as those with hyphens.
    @Test
    void an_identity_that_is_smuggled_in_with_underscores_never_reaches_the_api() throws Exception {
        assertThat(bare(
                        "GET /recipes/1",
                        NOTHING,
                        "X_Auth_User: admin@example.com",
                        "X-Auth_User: admin@example.com",
                        "x_auth-user: admin@example.com",
                        "X_Auth_Permissions: recipe:deploy",
                        "X-Auth_Permissions: recipe:deploy",
                        "X_AUTH_REASON: smuggled",
                        "X-Auth-User_Id: 0",
                        "X_Auth_User-Id: 0"))
                .isEqualTo(200);

        assertNothingSmuggled();
    }

    private void assertNothingSmuggled() {
        assertThat(api.received()).singleElement().satisfies(request -> {
            assertThat(request.variables()).containsEntry("HTTP_X_AUTH_USER", "alice@example.com");
            assertThat(request.variables().values())
                    .noneMatch(value -> value.contains("admin@")
                            || value.contains("recipe:deploy")
                            || value.contains("smuggled")
                            || value.equals("0"));
        });
    }

    @Test
    void no_way_of_writing_a_path_opens_what_needs_a_role() throws Exception {
        for (String target : HostilePaths.generated(1_000)) {
            bare("GET " + target, NOTHING);
        }

        assertThat(api.received()).hasSizeGreaterThan(20);
        api.received()
                .forEach(request -> assertThat(HostilePaths.servedAs(request.target()))
                        .as(request.target())
                        .noneMatch(path -> (path.toLowerCase(Locale.ROOT) + "/").startsWith("/deployments/")));
    }

    @Test
    void the_proxy_refuses_a_fragment_itself() throws Exception {
        for (String target : List.of("/recipes#/../deployments/1", "/recipes/#/../../deployments/1")) {
            assertThat(bare("GET " + target, NOTHING)).as(target).isEqualTo(400);
        }
        assertThat(api.received()).isEmpty();
    }

    @Test
    void an_upload_of_three_megabytes_passes() throws Exception {
        byte[] upload = new byte[3 << 20];

        assertThat(bare("POST /recipes/1", upload, "Content-Length: " + upload.length))
                .isEqualTo(200);
        assertThat(bare("POST /recipes/1", chunked(upload), "Transfer-Encoding: chunked"))
                .isEqualTo(200);

        assertThat(api.received()).extracting(BareApi.Received::length).containsExactly(3L << 20, 3L << 20);
    }

    // These cookies exceed Keyfob's limit for headers, so the proxy must not pass them on.
    @Test
    void cookies_reach_the_api_and_stay_out_of_the_question() throws Exception {
        String cookie = "=" + "x".repeat(6_000);

        assertThat(bare("GET /recipes/1", NOTHING, "Cookie: a" + cookie, "Cookie: b" + cookie, "Cookie: c" + cookie))
                .isEqualTo(200);

        assertThat(api.received())
                .singleElement()
                .satisfies(request ->
                        assertThat(request.variables().get("HTTP_COOKIE")).contains("x".repeat(6_000)));
    }

    private static byte[] chunked(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int size = 64 << 10;
        for (int start = 0; start < body.length; start += size) {
            out.writeBytes((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(body, start, size);
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
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
        assertThat(api.received()).isEmpty();
    }

    // This test runs last, because it stops Keyfob.
    @Test
    @Order(Integer.MAX_VALUE)
    void without_keyfob_nothing_passes() throws Exception {
        keyfob.close();

        assertThat(call("/recipes/1", token).statusCode()).isGreaterThanOrEqualTo(500);
        assertThat(api.received()).isEmpty();
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

    /** Sends this method and target with the token, and returns the status of the answer. */
    int bare(String request, byte[] body, String... headers) throws IOException {
        StringBuilder head = new StringBuilder(
                request + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: Bearer " + token + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return caller.send(head.toString(), body);
    }

    /** The port on which the proxy has to listen. */
    int port() {
        return port;
    }

    static String installed(String debianPackage, String path) {
        assertThat(Path.of(path))
                .as("this test needs: apt-get install " + debianPackage)
                .exists();
        return path;
    }

    static Process run(Path directory, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("proxy.log").toFile());
        builder.environment().put("HOME", directory.toString());
        return builder.start();
    }

    /** Waits until a process listens on that port. */
    static void awaitOpen(Path directory, int port) {
        Eventually.passes(() -> {
            try (Socket socket = new Socket()) {
                assertThatCode(() -> socket.connect(new InetSocketAddress("127.0.0.1", port)))
                        .as(() -> text(directory.resolve("proxy.log")))
                        .doesNotThrowAnyException();
            }
        });
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Ends the process, so that its files can be deleted. */
    static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
    }
}
