package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.cli.control.ControlClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches the heap of a real server for each secret, a second after the request with it, at every endpoint. */
class HeapTest {

    private static final String PASSWORD = "heavy rain on tin roofs";
    private static final Pattern SECRET = Pattern.compile("kfpat_[0-9A-Za-z_]+");
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    /** The middle of a secret. Its end does not count, because lists show it. */
    private static final int BEGIN = 6;

    private static final int END = 38;

    private static final int MOST_DUMPS = 5;
    private static final Duration ATTACH_TIMEOUT = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private final Map<String, String> ways = new LinkedHashMap<>();
    private ServerProcess server;
    private String cookie = "";

    private record Answer(int status, String body, String cookie, String location) {}

    @Test
    void neither_a_secret_nor_a_password_stays_in_memory() throws Exception {
        Path data = directory.resolve("data");
        try (ServerProcess running = ServerProcess.serve(data, directory.resolve("log"))) {
            server = running;
            run(data, PASSWORD + "\n", "user", "add", "alice@example.com");
            ways.put("the password", PASSWORD);
            ways.put("the password, as a form sends it", PASSWORD.replace(' ', '+'));
            sentByCommandsAndProxies(data);
            signIn();
            shownByPages();
            shownByTheApi();
            shownByGraphQl();
            sentByApiClients(data);
            try (Socket kept = new Socket("127.0.0.1", server.port)) {
                sentOver(kept, data);

                List<String> secrets = secretsASecondLater();
                // A busy server may not have finished its work for the latest request.
                for (int i = 0; i < MOST_DUMPS && !secrets.isEmpty(); i++) {
                    secrets = secretsASecondLater();
                }

                assertThat(secrets).isEmpty();
            }
        }
    }

    /** The secrets in the heap, with what kept them. */
    private List<String> secretsASecondLater() throws Exception {
        TimeUnit.SECONDS.sleep(1);
        String heap = heap();
        assertThat(heap.contains("alice@example.com"))
                .as("the dump shows what is kept")
                .isTrue();
        return ways.entrySet().stream()
                .filter(way -> heap.contains(way.getValue()))
                .map(way -> way.getKey() + ", in: " + around(heap, way.getValue()))
                .toList();
    }

    // Keeps the connection open, as proxies do, and sends nothing after the secret.
    private void sentOver(Socket kept, Path data) throws Exception {
        String secret = made(
                "sent over a connection that is kept open",
                run(data, "", "token", "create", "--owner", "alice@example.com", "--name", "Kept", "--quiet"));
        kept.getOutputStream()
                .write(("GET /auth/check HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + secret + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(kept.getInputStream().readNBytes("HTTP/1.1 200 ".length()), StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 200 ");
    }

    private void sentByCommandsAndProxies(Path data) throws Exception {
        String secret = made(
                "made by a command",
                run(data, "", "token", "create", "--owner", "alice@example.com", "--name", "CI", "--quiet"));
        assertThat(send("GET", "/auth/check", "Authorization", "Bearer " + secret, "", "")
                        .status())
                .isEqualTo(200);
    }

    private void signIn() throws Exception {
        Answer page = send("GET", "/sign-in", "", "", "", "");
        cookie = page.cookie();
        Answer answer = form(
                "/sign-in",
                Map.of("form_token", csrfToken(page.body()), "email", "alice@example.com", "password", PASSWORD));
        assertThat(answer.status()).isEqualTo(303);
        cookie = answer.cookie();
    }

    private void shownByPages() throws Exception {
        String page =
                send("GET", "/settings/access-token", "Cookie", cookie, "", "").body();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("form_token", csrfToken(page));
        fields.put("nonce", field(page, "nonce"));
        fields.put("zone", "");
        fields.put("name", "By a page");
        fields.put("expires", "30d");
        fields.put("date", "");
        Answer answer = form("/settings/access-token", fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        made(
                "shown by a page",
                send("GET", answer.location(), "Cookie", cookie, "", "").body());
    }

    private void shownByTheApi() throws Exception {
        Answer created = send("POST", "/api/v1/tokens", "Cookie", cookie, JSON, "{\"name\":\"By REST\"}");
        String secret = made("shown by the REST API", created.body());
        assertThat(send("GET", "/api/v1/tokens", "Authorization", "Bearer " + secret, "", "")
                        .status())
                .isEqualTo(200);
        Matcher id = Pattern.compile("\"id\":\"([^\"]*)\"").matcher(created.body());
        assertThat(id.find()).isTrue();
        made(
                "rotated by the REST API",
                send("POST", "/api/v1/tokens/" + id.group(1) + "/rotate", "Cookie", cookie, JSON, "{}")
                        .body());
    }

    private void shownByGraphQl() throws Exception {
        String mutation = "{\"query\":\"mutation { createAccessToken(description: \\\"By GraphQL\\\") { token } }\"}";
        String secret = made(
                "shown by GraphQL",
                send("POST", "/graphql", "Cookie", cookie, JSON, mutation).body());
        assertThat(send(
                                "POST",
                                "/graphql",
                                "Authorization",
                                "Bearer " + secret,
                                JSON,
                                "{\"query\":\"{ currentUser { email } }\"}")
                        .body())
                .contains("alice@example.com");
    }

    private void sentByApiClients(Path data) throws Exception {
        String asked = made(
                "asked about by introspection",
                run(data, "", "token", "create", "--owner", "alice@example.com", "--name", "API", "--quiet"));
        String[] client = run(data, "", "client", "add", "orders-api").strip().split("\\s+");
        String id = client[0];
        String own = client[1];
        String basic = Base64.getEncoder().encodeToString((id + ":" + own).getBytes(StandardCharsets.UTF_8));
        ways.put("the secret of an API client", own.substring(own.length() - 30));
        ways.put("the secret of an API client, as it is sent", basic.substring(basic.length() - 40));
        Answer answer = send("POST", "/oauth2/introspect", "Authorization", "Basic " + basic, FORM, "token=" + asked);
        assertThat(answer.body()).contains("\"active\":true");
        assertThat(send("POST", "/oauth2/revoke", "Authorization", "Basic " + basic, FORM, "token=" + asked)
                        .status())
                .isEqualTo(200);
    }

    private String made(String way, String text) {
        Matcher found = SECRET.matcher(text);
        assertThat(found.find()).as(way + ": " + text).isTrue();
        ways.put("a token " + way, found.group().substring(BEGIN, END));
        return found.group();
    }

    private Answer form(String path, Map<String, String> fields) throws Exception {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send("POST", path, "Cookie", cookie, FORM, body);
    }

    // Uses a new connection, because an open one keeps its latest request in memory for a long time.
    private Answer send(String method, String path, String header, String value, String type, String body)
            throws Exception {
        HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + server.port)
                .resolve(path)
                .toURL()
                .openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod(method);
        connection.setRequestProperty("Connection", "close");
        if (!header.isEmpty()) {
            connection.setRequestProperty(header, value);
        }
        if (!body.isEmpty()) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", type);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        int status = connection.getResponseCode();
        List<String> cookies = connection.getHeaderFields().getOrDefault("Set-Cookie", List.of());
        return new Answer(
                status,
                new String(body(connection, status).readAllBytes(), StandardCharsets.UTF_8),
                cookies.isEmpty() ? "" : cookies.get(0).split(";")[0],
                connection.getHeaderField("Location") == null ? "" : connection.getHeaderField("Location"));
    }

    private static InputStream body(HttpURLConnection connection, int status) throws IOException {
        InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
        return body == null ? InputStream.nullInputStream() : body;
    }

    private static String csrfToken(String page) {
        return field(page, "form_token");
    }

    private static String field(String page, String name) {
        Matcher field =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(field.find()).as(name).isTrue();
        return field.group(1);
    }

    private String heap() throws IOException, InterruptedException {
        Path dump = directory.resolve("heap.hprof");
        Files.deleteIfExists(dump);
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        "-J-Dsun.tools.attach.attachTimeout=" + ATTACH_TIMEOUT.toMillis(),
                        Long.toString(server.pid()),
                        "GC.heap_dump",
                        dump.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("jcmd.log").toFile())
                .start();
        assertThat(jcmd.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return Files.readString(dump, StandardCharsets.ISO_8859_1);
    }

    /** The text before the secret in the heap, which shows what kept it. */
    private static String around(String heap, String secret) {
        int at = heap.indexOf(secret);
        return heap.substring(Math.max(0, at - 200), at).replaceAll("[^ -~]+", ".");
    }

    private static String run(Path data, String input, String... args) {
        Piped terminal = new Piped(input);
        assertThat(ControlClient.connect(data).orElseThrow().run(terminal, args))
                .as(terminal.out.toString())
                .isZero();
        return terminal.out.toString();
    }
}
