package dev.keyfob.web.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import dev.keyfob.web.problem.ReasonExplanation;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Explanations of a refusal for callers of an API, by the check itself and by {@code /problems/{reason}}. */
class ProblemsTest {

    /** As Chromium sends it. */
    private static final String BROWSER =
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);
    private final Visitor caller = new Visitor(server);
    private final String token =
            keyfob.tokenOf(keyfob.alice, "Secret name").secret().reveal();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void every_reason_is_explained_with_the_status_that_a_proxy_answers() throws Exception {
        Stream<String> more = Stream.of("invalid_token", "unavailable", "bad_request");

        for (String code : Stream.concat(Stream.of(Reason.values()).map(Reason::code), more)
                .toList()) {
            HttpResponse<String> answer = caller.get("/problems/" + code);

            assertThat(answer.statusCode()).as(code).isIn(401, 403);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json; charset=utf-8");
            JsonNode body = JSON.readTree(answer.body());
            assertThat(body.get("status").intValue()).as(code).isEqualTo(answer.statusCode());
            // All causes of an invalid token share one reason, and a malformed id has that of an unknown id.
            assertThat(body.get("reason").textValue()).isIn(code, "invalid_token", "token_not_found");
            assertThat(body.get("refusals").textValue()).isEqualTo("http://localhost:8080/settings/refusals");
            assertThat(body.get("docs").textValue()).isEqualTo("http://localhost:8080/docs/refusals");
        }
    }

    @Test
    void what_only_the_owner_learns_is_one_answer_here_too() throws Exception {
        String one = caller.get("/problems/invalid_token").body();

        for (Reason reason : Reason.values()) {
            if (reason.kind() == Reason.Kind.UNUSABLE_TOKEN) {
                HttpResponse<String> answer = caller.get("/problems/" + reason.code());

                assertThat(answer.body()).as(reason.code()).isEqualTo(one);
                assertThat(answer.headers().firstValue("WWW-Authenticate"))
                        .contains("Bearer realm=\"keyfob\", error=\"invalid_token\"");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/problems/nonsense",
                "/problems/",
                "/problems/ROLE_BOUND",
                "/problems/role_bound/",
                "/problems/role_bound/more",
                "/problems/role_bound%00",
                "/problems/<b>"
            })
    void what_is_no_reason_is_not_found(String path) throws Exception {
        HttpResponse<String> answer = caller.get(path.replace("<", "%3C").replace(">", "%3E"));

        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("<b>", "%3Cb");
    }

    @Test
    void the_permission_is_named_and_nothing_but_a_permission_can_be() throws Exception {
        JsonNode named = JSON.readTree(
                caller.get("/problems/role_bound?permission=recipe:deploy").body());

        assertThat(named.get("permission").textValue()).isEqualTo("recipe:deploy");
        assertThat(named.get("detail").textValue())
                .isEqualTo("This token may not do recipe:deploy. It needs a role, which no token carries. Sign in as"
                        + " a user who holds the role, and do it there.");
        assertThat(JSON.readTree(caller.get("/problems/no_rule?permission=").body())
                        .has("permission"))
                .isFalse();
        for (String other : List.of("Pay%20here", "%3Cscript%3E", "https://evil.example.com")) {
            HttpResponse<String> answer = caller.get("/problems/role_bound?permission=" + other);

            assertThat(answer.statusCode()).as(other).isIn(400, 422);
            assertThat(answer.body()).doesNotContain("Pay", "script", "evil");
        }
    }

    @Test
    void it_is_the_same_for_everybody_whatever_they_bring() throws Exception {
        Visitor alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
        String one = page(caller, "/problems/role_bound", BROWSER).body();

        assertThat(page(alice, "/problems/role_bound", BROWSER).body()).isEqualTo(one);
        assertThat(caller.get("/problems/role_bound", Map.of("Accept", BROWSER, "Authorization", "Bearer " + token))
                        .body())
                .isEqualTo(one);
        assertThat(one).doesNotContain("alice", "Signed in");
    }

    // Java's own client accepts text/html, but only Chromium accepts XHTML.
    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "application/json", "text/html, image/gif, image/jpeg, */*; q=0.2"})
    void programs_get_problem_details(String accept) throws Exception {
        for (String path :
                List.of("/problems/role_bound?permission=recipe:deploy", "/auth/check?permission=recipe:deploy")) {
            HttpResponse<String> answer = page(caller, path, accept);

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().firstValue("Vary")).contains("Accept, User-Agent");
            JsonNode body = JSON.readTree(answer.body());
            assertThat(body.get("status").intValue()).isEqualTo(403);
            assertThat(body.get("reason").textValue()).isEqualTo("role_bound");
            assertThat(body.get("permission").textValue()).isEqualTo("recipe:deploy");
            assertThat(body.get("refusals").textValue()).endsWith("/settings/refusals");
        }
    }

    @Test
    void a_browser_gets_a_page_that_loads_nothing_and_runs_nothing() throws Exception {
        for (String path :
                List.of("/problems/role_bound?permission=recipe:deploy", "/auth/check?permission=recipe:deploy")) {
            HttpResponse<String> answer = page(caller, path, BROWSER);

            String body = answer.body();
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(answer.headers().allValues("Content-Security-Policy"))
                    .containsExactly("default-src 'none'; style-src 'sha256-" + digestOfStyle(body)
                            + "'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'");
            assertThat(body)
                    .contains(
                            "<title>Not allowed - Keyfob</title>",
                            "<code>recipe:deploy</code>",
                            "<code>role_bound</code>")
                    .contains(
                            "href=\"http://localhost:8080/settings/refusals\"",
                            "href=\"http://localhost:8080/docs/refusals\"")
                    .doesNotContain("<script", "<link", "src=", "style=", "Secret name", "alice", "kfpat_");
            assertThat(body.length()).isLessThan(4_000);
        }
    }

    @Test
    void git_gets_plain_text() throws Exception {
        for (String path :
                List.of("/problems/role_bound?permission=recipe:deploy", "/auth/check?permission=recipe:deploy")) {
            HttpResponse<String> answer = caller.send(
                    caller.to(path).header("Authorization", "Bearer " + token).header("User-Agent", "git/2.39.5"));

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
            assertThat(answer.body())
                    .startsWith("Keyfob: Not allowed (recipe:deploy, role_bound).\n")
                    .endsWith("\nSee http://localhost:8080/settings/refusals\n");
        }
    }

    @Test
    void the_body_of_a_refusal_at_the_door_has_the_status_and_the_reason_of_its_head() throws Exception {
        Map<String, HttpRequest.Builder> asked = new TreeMap<>();
        asked.put("permission_unreadable", to("/auth/check?permission="));
        asked.put("two_tokens", to("/auth/check").header("Authorization", "Bearer other"));
        asked.put("bad_request", to("/auth/check").header("X_Auth_User", "admin@example.com"));
        asked.put("no_rule", to("/auth/check").header("X-Original-URI", "/a/..;/b"));
        asked.put("session_only", to("/auth/check?permission=token:create"));
        asked.put("unknown_permission", to("/auth/check?permission=no:such"));

        for (var each : asked.entrySet()) {
            assertAgreed(each.getKey(), caller.send(each.getValue()));
        }
    }

    @Test
    void without_the_database_body_and_head_agree_too() throws Exception {
        keyfob.users.beforeEachFind(() -> {
            throw new IllegalStateException("gone");
        });

        assertAgreed("unavailable", caller.send(to("/auth/check")));
    }

    private static void assertAgreed(String reason, HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(reason).isEqualTo(403);
        assertThat(answer.headers().firstValue("X-Auth-Reason")).contains(reason);
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.get("status").intValue()).as(reason).isEqualTo(403);
        assertThat(body.get("reason").textValue()).isEqualTo(reason);
    }

    @Test
    void every_401_is_the_one_answer_whoever_reads_it() throws Exception {
        String expected = caller.get("/auth/check", Map.of("Authorization", "Bearer none"))
                .body();

        for (String[] reader : new String[][] {{"Accept", BROWSER}, {"User-Agent", "git/2.39.5"}}) {
            HttpResponse<String> answer =
                    caller.get("/auth/check", Map.of("Authorization", "Bearer none", reader[0], reader[1]));

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo(expected);
        }
    }

    @Test
    void nobody_is_refused_for_a_reason_that_the_documentation_leaves_out() throws Exception {
        String page = caller.get("/docs/refusals").body();

        Stream<String> more = Stream.of("invalid_token", "unavailable", "too_busy", "bad_request");
        for (String code : Stream.concat(ReasonExplanation.ofTokens().map(Reason::code), more)
                .toList()) {
            assertThat(page).contains("<code>" + code + "</code>");
        }
    }

    private HttpRequest.Builder to(String path) {
        return caller.to(path).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> page(Visitor visitor, String path, String accept) throws Exception {
        HttpRequest.Builder request = visitor.to(path);
        if (path.startsWith("/auth")) {
            request.header("Authorization", "Bearer " + token);
        }
        return visitor.send(accept.isEmpty() ? request : request.header("Accept", accept));
    }

    private static String digestOfStyle(String page) throws Exception {
        String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
    }
}
