package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.PostgresServer;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a real server whose database fails. */
class ServerLogTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Email ALICE = new Email("alice@example.com");
    private static final String PASSWORD = "alice likes green tea";
    private static final String CANARY = "kfcanary7Q2xZw9";
    private static final String GRAPHQL = "/graphql";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final String WRITES_FAIL = """
            do $$ declare t text; begin
                for t in select tablename from pg_tables where schemaname = 'public' loop
                    execute format('alter table %I add constraint broken check (false) not valid', t);
                end loop;
            end $$""";

    /** A database with a user and a token, of which each test has a copy. */
    private static final PostgresConnectionInfo ORIGINAL = PostgresServer.newMigrated();

    private static String token;

    private final HttpClient client = HttpClient.newHttpClient();
    private final PostgresConnectionInfo address = PostgresServer.copyOf(ORIGINAL);
    private final Map<String, String> cookies = new LinkedHashMap<>();

    @TempDir
    Path directory;

    @BeforeAll
    static void make_a_user_and_a_token() {
        Settings settings = Settings.load(Map.of(), Map.of(), Optional.empty());
        try (Wiring wiring = new Wiring(Database.onPostgres(ORIGINAL), settings)) {
            Actor operator = new Actor.Operator();
            wiring.useCases.users.addUser.add(operator, ALICE, List.of(), Password.parse(PASSWORD, ALICE));
            token = wiring.useCases
                    .tokens
                    .createToken
                    .create(
                            operator,
                            new NewToken(ALICE, TokenName.parse("CI"), new Expiry.Standard(), Narrowing.none()))
                    .secret()
                    .reveal();
        }
    }

    @Test
    void what_a_person_is_told_is_found_in_the_log_with_its_trace() throws Exception {
        try (ServerProcess server = serve("json")) {
            signIn(server);
            execute(WRITES_FAIL);

            HttpResponse<String> rest = send(server, "/api/v1/tokens", "{\"name\": \"Laptop\"}");
            HttpResponse<String> graphQl = send(server, GRAPHQL, query("mutation { createAccessToken { id } }"));

            assertThat(rest.statusCode()).isEqualTo(500);
            assertThat(graphQl.body()).contains("INTERNAL_SERVER_ERROR");
            for (HttpResponse<String> answer : List.of(rest, graphQl)) {
                JsonNode line = lineOf(server, idIn(answer.body()));
                assertThat(line.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
                assertThat(line.path("level").asText()).isEqualTo("ERROR");
                assertThat(line.path("logger").asText()).startsWith("dev.keyfob.");
                assertThat(line.path("thread").asText()).startsWith("web-");
                assertThat(line.path("message").asText()).contains(idIn(answer.body()));
                assertThat(line.path("sql_state").asText()).isEqualTo("23514");
                assertThat(line.path("trace").asText())
                        .contains("\n    at dev.keyfob.", "\nCaused by: org.postgresql.util.PSQLException\n    at ");
            }
        }
    }

    @Test
    void a_log_for_people_has_the_same_in_it() throws Exception {
        try (ServerProcess server = serve("text")) {
            signIn(server);
            execute(WRITES_FAIL);

            String id = idIn(
                    send(server, "/api/v1/tokens", "{\"name\": \"Laptop\"}").body());

            assertThat(server.output())
                    .containsPattern(
                            "\n\\S+Z ERROR \\[web-\\d+\\] \\S+: POST failed, recorded as " + id + "\n\\S+\n    at ")
                    .contains("\nCaused by: org.postgresql.util.PSQLException\n    at ");
        }
    }

    @Test
    void a_secret_that_is_pasted_anywhere_while_the_database_is_broken_is_not_in_the_log() throws Exception {
        try (ServerProcess server = serve("json")) {
            signIn(server);
            String form = csrfToken(send(server, "/settings/access-token", null).body());

            List<Integer> statuses = pasteEverywhere(server, form);
            execute(WRITES_FAIL);
            statuses.addAll(pasteEverywhere(server, form));
            execute("alter table access_token rename to gone_token");
            statuses.addAll(pasteEverywhere(server, form));
            HttpResponse<String> withoutTable =
                    send(server, GRAPHQL, query("{ currentUser { tokens(after: \"" + CANARY + "\") { count } } }"));
            execute("alter table web_session rename to gone_session");
            statuses.addAll(pasteEverywhere(server, form));

            assertThat(statuses).contains(500, 503);
            assertThat(withoutTable.body()).doesNotContain("INTERNAL_SERVER_ERROR");
            String log = server.output();
            assertThat(log.lines().filter(line -> line.contains("\"incident\"")))
                    .hasSizeGreaterThan(20);
            assertThat(log.lines().filter(line -> !line.startsWith("{")))
                    .satisfiesExactly(
                            notice -> assertThat(notice).startsWith("The settings define no permissions"),
                            start -> assertThat(start).startsWith("Keyfob listens on "));
            for (String pasted : List.of(CANARY, base64(CANARY), "insert into", "select ")) {
                assertThat(log).doesNotContainIgnoringCase(pasted);
            }
            assertThat(log).doesNotContain(token, PASSWORD, "alice@");
        }
    }

    @Test
    void in_graphql_a_database_that_is_gone_is_unavailable_and_told_once() throws Exception {
        try (ServerProcess server = serve("json")) {
            signIn(server);
            execute("alter table access_token rename to gone_token");

            HttpResponse<String> answer = send(
                    server,
                    GRAPHQL,
                    query("{ currentUser { a: tokens { count } b: tokens { count } c: tokens { count } } }"));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(JSON.readTree(answer.body())
                            .at("/errors/0/extensions/code")
                            .asText())
                    .isEqualTo("UNAVAILABLE");
            assertThat(server.output().lines().filter(line -> line.contains("\"incident\"")))
                    .singleElement()
                    .asString()
                    .contains(idIn(answer.body()));
        }
    }

    private List<Integer> pasteEverywhere(ServerProcess server, String form) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        String email = CANARY + "@example.com";
        for (String body : List.of(
                query("mutation { createAccessToken(description: \"" + CANARY + "\") { id } }"),
                "{\"query\": \"mutation($d: String) { createAccessToken(description: $d) { id } }\","
                        + " \"variables\": {\"d\": \"" + CANARY + "\"}}",
                query("mutation { revokeAccessToken(id: \"" + CANARY + "\") }"),
                query("mutation { rotateAccessToken(id: \"00000000-0000-0000-0000-000000000001\", idempotencyKey: \""
                        + CANARY + "\") { id } }"),
                query("mutation { revokeAllAccessTokens(email: \"" + email + "\") }"),
                query("{ currentUser { tokens(where: {description: {_contains: \"" + CANARY + "\"}}) { count } } }"),
                query("{ currentUser { tokens(after: \"" + CANARY + "\") { count } } }"),
                query("{ " + CANARY + " }"),
                query("{ \"" + CANARY),
                "{\"query\": \"{ currentUser { email } }\", \"operationName\": \"" + CANARY + "\"}",
                "{\"" + CANARY + "\": 1}",
                CANARY)) {
            statuses.add(send(server, GRAPHQL, body).statusCode());
        }
        statuses.add(
                send(server, "/api/v1/tokens", "{\"name\": \"" + CANARY + "\"}").statusCode());
        statuses.add(send(server, "/api/v1/credentials/revoke", "{\"credentials\": [\"" + CANARY + "\"]}")
                .statusCode());
        for (String path : List.of(
                "/api/v1/tokens?search=" + CANARY,
                "/api/v1/tokens?cursor=" + CANARY,
                "/api/v1/tokens/" + CANARY,
                "/settings/access-token?search=" + CANARY,
                "/settings/access-token/" + CANARY,
                "/settings/security-log?cursor=" + CANARY,
                "/docs/search?q=" + CANARY,
                "/docs/" + CANARY,
                "/auth/check?permission=recipe:" + CANARY,
                "/sign-in/oidc/" + CANARY + "/callback?code=" + CANARY,
                "/" + CANARY)) {
            statuses.add(send(server, path, null).statusCode());
        }
        Map<String, String> fields = Map.of("form_token", form, "name", CANARY, "email", email, "password", CANARY);
        for (String path : List.of("/settings/access-token", "/sign-in", "/oauth2/introspect", "/oauth2/revoke")) {
            statuses.add(post(server, path, fields));
        }
        statuses.add(withHeaders(server));
        raw(server, "GET /" + CANARY + "%ZZ?token=" + CANARY + " HTTP/1.1\r\nHost: " + CANARY + "\r\n\r\n");
        raw(server, CANARY + " " + CANARY + "\r\nX: " + CANARY + "\r\n\r\n");
        return statuses;
    }

    private int withHeaders(ServerProcess server) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base(server) + "/api/v1/tokens/self"))
                .headers("Authorization", "Bearer " + CANARY, "User-Agent", CANARY, "X-Forwarded-For", CANARY)
                .headers("X-Request-Id", CANARY, "Referer", "http://" + CANARY, "Cookie", "a=" + CANARY)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private int post(ServerProcess server, String path, Map<String, String> fields) throws Exception {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue().replace("@", "%40"))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base(server) + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", cookieHeader());
        if (path.startsWith("/oauth2/")) {
            request.header("Authorization", "Basic " + base64(CANARY + ":" + CANARY));
        }
        HttpResponse<String> answer =
                client.send(request.POST(BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
        return answer.statusCode();
    }

    // Ignores the answer. Input that is not HTTP makes the server itself log a complaint.
    private static void raw(ServerProcess server, String bytes) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port)) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
            socket.setSoTimeout((int) Duration.ofMinutes(2).toMillis());
            socket.getInputStream().read();
        }
    }

    private void signIn(ServerProcess server) throws Exception {
        String page = send(server, "/sign-in", null).body();
        HttpRequest request = HttpRequest.newBuilder(URI.create(base(server) + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", cookieHeader())
                .POST(BodyPublishers.ofString("form_token=" + csrfToken(page) + "&email=alice%40example.com&password="
                        + PASSWORD.replace(' ', '+')))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        keepCookies(answer);
        assertThat(answer.statusCode()).isEqualTo(303);
    }

    /** Sends a POST of JSON if there is a body. */
    private HttpResponse<String> send(ServerProcess server, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base(server) + path));
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookieHeader());
        }
        if (body != null) {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        keepCookies(answer);
        return answer;
    }

    private void keepCookies(HttpResponse<String> answer) {
        for (String set : answer.headers().allValues("Set-Cookie")) {
            String[] pair = set.split(";")[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        cookies.values().removeIf(String::isEmpty);
    }

    private String cookieHeader() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private ServerProcess serve(String format) throws Exception {
        return ServerProcess.start(
                directory.resolve("log"),
                List.of("env", "KEYFOB_LOG_FORMAT=" + format, "KEYFOB_DATABASE_USER=postgres"),
                "--db",
                address.url(),
                "serve",
                "--port",
                "0");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address.url(), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static JsonNode lineOf(ServerProcess server, String id) throws IOException {
        String line = server.output()
                .lines()
                .filter(each -> each.contains("\"incident\":\"" + id + "\""))
                .findFirst()
                .orElseThrow();
        return JSON.readTree(line);
    }

    private static String idIn(String answer) {
        Matcher id = ID.matcher(answer);
        assertThat(id.find()).as(answer).isTrue();
        return id.group();
    }

    private static String csrfToken(String page) {
        Matcher field =
                Pattern.compile("name=\"form_token\" value=\"([^\"]*)\"").matcher(page);
        assertThat(field.find()).isTrue();
        return field.group(1);
    }

    private static String query(String query) throws IOException {
        return JSON.writeValueAsString(Map.of("query", query));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base(ServerProcess server) {
        return "http://127.0.0.1:" + server.port;
    }
}
