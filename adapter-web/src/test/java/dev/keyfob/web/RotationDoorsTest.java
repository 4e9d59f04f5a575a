package dev.keyfob.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.application.client.ClientWithSecret;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.RotationOptions;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.token.TokenFormat;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rotation by REST, GraphQL and page, over real HTTP, and how the verification endpoints treat old and new secrets. */
class RotationDoorsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);
    private final Visitor program = new Visitor(server);
    private CreatedToken token;
    private String old;
    private Visitor alice;

    @BeforeEach
    void signIn() throws Exception {
        token = keyfob.tokenOf(keyfob.alice, "CI");
        old = token.secret().reveal();
        alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void rest_gives_the_record_with_the_new_secret_and_says_until_when_the_old_one_works() throws Exception {
        HttpResponse<String> answer = rest(alice, id() + "/rotate", "{\"overlap\":\"1h\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode record = JSON.readTree(answer.body());
        String made = record.get("token").textValue();
        assertThat(record.get("id").textValue()).isEqualTo(id());
        assertThat(record.get("hint").textValue()).isEqualTo(token.token().hint());
        assertThat(record.get("rotation").toString()).isEqualTo("""
                        {"begun_at":"2026-11-24T09:30:00Z","old_works_until":"2026-11-24T10:30:00Z",\
                        "hint":"kfpat_…%s"}""".formatted(made.substring(40)));
        assertThat(check(old)).isEqualTo(200);
        assertThat(check(made)).isEqualTo(200);
        JsonNode after = JSON.readTree(alice.get("/api/v1/tokens/" + id()).body());
        assertThat(after.get("rotation").isNull()).isTrue();
        assertThat(after.get("hint").textValue()).isEqualTo("kfpat_…" + made.substring(40));
        assertThat(after.has("token")).isFalse();
    }

    @Test
    void a_lost_answer_is_asked_for_again_by_its_key() throws Exception {
        allowSelfRotation();
        HttpResponse<String> lost = self("{}", "8e03978e-40d5-43dd-bc93-6894a57f9324");

        HttpResponse<String> again = self("{}", "8e03978e-40d5-43dd-bc93-6894a57f9324");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(secret(again)).isNotEqualTo(secret(lost));
        assertThat(check(old)).isEqualTo(200);
        assertThat(check(secret(lost))).isEqualTo(401);
        assertThat(check(secret(again))).isEqualTo(200);
        assertThat(self("{}", "8e03978e-40d5-43dd-bc93-6894a57f9324").body()).contains("\"rotation_finished\"");
        assertThat(actions()).doesNotContain("token.reused", "token.revoked");
    }

    @Test
    void another_request_is_told_that_one_is_under_way_and_how_to_go_on() throws Exception {
        rest(alice, id() + "/rotate", "{}");

        HttpResponse<String> refused = rest(alice, id() + "/rotate", "{}");
        HttpResponse<String> replaced = rest(alice, id() + "/rotate", "{\"replace\":true}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("\"rotation_pending\"", "ask to replace it");
        assertThat(replaced.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"overlap":"soon"} | 422 | overlap_unreadable
                    {"overlap":"8d"}   | 422 | overlap_too_long
                    {"overlap":24}     | 400 | query_unreadable
                    {"replace":"yes"}  | 400 | query_unreadable
                    {"name":"CI"}      | 400 | query_unreadable
                    []                 | 400 | query_unreadable
                    """)
    void each_mistake_is_named(String body, int status, String reason) throws Exception {
        HttpResponse<String> answer = rest(alice, id() + "/rotate", body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("\"reason\":\"" + reason + "\"");
        assertThat(actions()).doesNotContain("token.rotated");
    }

    @Test
    void a_key_that_cannot_be_one_is_refused_and_a_form_of_another_site_is_no_request() throws Exception {
        assertThat(alice.send(alice.to("/api/v1/tokens/" + id() + "/rotate")
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", "two words")
                                .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(alice.post("/api/v1/tokens/" + id() + "/rotate", Map.of()).statusCode())
                .isEqualTo(415);
    }

    @Test
    void a_token_may_rotate_itself_only_where_the_policy_says_so() throws Exception {
        assertThat(self("{}", "key").body()).contains("\"self_rotation_off\"", "self_rotation=on");

        allowSelfRotation();

        HttpResponse<String> answer = self("{}", "key");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).get("expires_at").textValue())
                .isEqualTo(token.token().expiresAt().orElseThrow().toString());
    }

    @Test
    void graphql_gives_the_new_secret_and_until_when_the_old_one_works() throws Exception {
        JsonNode answer = graphQl(alice, """
                mutation {
                  rotateAccessToken(id: "%s", overlap: "30m", idempotencyKey: "k") {
                    id token description created expiresAt oldSecretWorksUntil
                  }
                }""".formatted(id()));

        JsonNode rotated = answer.at("/data/rotateAccessToken");
        assertThat(rotated.get("id").textValue()).isEqualTo(id());
        assertThat(rotated.get("description").textValue()).isEqualTo("CI");
        assertThat(rotated.get("oldSecretWorksUntil").textValue()).startsWith("2026-11-24T10:00:00");
        String made = rotated.get("token").textValue();
        JsonNode again =
                graphQl(alice, "mutation { rotateAccessToken(id: \"" + id() + "\", idempotencyKey: \"k\") { token } }");
        assertThat(check(made)).isEqualTo(401);
        assertThat(check(again.at("/data/rotateAccessToken/token").textValue())).isEqualTo(200);
    }

    @Test
    void graphql_refuses_with_the_same_reasons() throws Exception {
        String rotate = "mutation { rotateAccessToken(id: \"" + id() + "\") { token } }";
        Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);

        assertThat(graphQl(admin, rotate).toString()).contains("token_not_found");
        graphQl(alice, rotate);
        assertThat(graphQl(alice, rotate).toString()).contains("rotation_pending");
        HttpResponse<String> byToken = program.send(program.to("/graphql")
                .header("Authorization", "Bearer " + old)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", rotate)))));
        assertThat(byToken.body()).contains("self_rotation_off");
    }

    @Test
    void introspection_finishes_a_rotation_and_an_old_secret_is_dead_like_any_other() throws Exception {
        String made = secret(rest(alice, id() + "/rotate", "{}"));

        assertThat(introspect(made)).contains("\"active\":true");
        assertThat(introspect(old)).contains("\"active\":true");
        keyfob.clock.advance(Duration.ofSeconds(60));
        assertThat(introspect(old)).isEqualTo("{\"active\":false}");
        assertThat(introspect(made)).isEqualTo("{\"active\":false}");
        assertThat(actions()).containsOnlyOnce("token.reused", "token.revoked");
    }

    @Test
    void outside_an_old_secret_is_not_told_from_an_unknown_one() throws Exception {
        String made = secret(rest(alice, id() + "/rotate", "{}"));
        check(made);
        keyfob.clock.advance(Duration.ofSeconds(60));
        String unknown = keyfob.settings.format().generate(keyfob.random).reveal();

        HttpResponse<String> stopped = get("/api/v1/tokens/self", old);
        HttpResponse<String> never = get("/api/v1/tokens/self", unknown);

        assertThat(stopped.statusCode()).isEqualTo(401);
        assertThat(stopped.body()).isEqualTo(never.body());
        assertThat(stopped.headers().map().keySet())
                .isEqualTo(never.headers().map().keySet());
    }

    @ParameterizedTest
    @CsvSource({
        "/oauth2/revoke, old",
        "/oauth2/revoke, new",
        "/api/v1/credentials/revoke, old",
        "/api/v1/credentials/revoke, new"
    })
    void whoever_finds_any_of_the_secrets_can_end_the_token(String path, String which) throws Exception {
        String made = secret(rest(alice, id() + "/rotate", "{}"));
        // The use of the new secret ends the old one.
        check(made);
        rest(alice, id() + "/rotate", "{}");
        String found = which.equals("old") ? old : made;

        if (path.equals("/oauth2/revoke")) {
            asClient(path, "token=" + found);
        } else {
            program.send(program.to(path)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"credentials\":[\"" + found + "\"]}")));
        }

        assertThat(check(old)).isEqualTo(401);
        assertThat(check(made)).isEqualTo(401);
        assertThat(actions()).containsOnlyOnce("token.revoked").doesNotContain("token.reused");
    }

    @Test
    void an_administrator_is_told_the_exact_reason() throws Exception {
        Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
        String made = secret(rest(alice, id() + "/rotate", "{\"overlap\":\"0\"}"));
        assertThat(explain(admin, old)).contains("\"reason\":\"superseded\"");
        check(made);
        keyfob.clock.advance(Duration.ofSeconds(60));

        assertThat(explain(admin, old)).contains("\"reason\":\"reused\"");
        assertThat(check(made)).isEqualTo(200);
    }

    @Test
    void the_page_asks_then_shows_the_new_secret_once_and_says_until_when_the_old_one_works() throws Exception {
        String question =
                alice.get("/settings/access-token/" + id() + "/rotate").body();
        assertThat(question)
                .contains("Rotate “<bdi>CI</bdi>”?", "For 24 hours at most", "Not at all: it stops at once");
        String nonce = Visitor.field(question, "nonce");
        Map<String, String> form =
                Map.of("form_token", Visitor.field(question, "form_token"), "nonce", nonce, "overlap", "1h");

        HttpResponse<String> sent = alice.post("/settings/access-token/" + id() + "/rotate", form);
        HttpResponse<String> twice = alice.post("/settings/access-token/" + id() + "/rotate", form);

        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(twice.headers().firstValue("Location"))
                .isEqualTo(sent.headers().firstValue("Location"));
        String place = sent.headers().firstValue("Location").orElseThrow();
        assertThat(alice.head(place).statusCode()).isEqualTo(200);
        String shown = alice.get(place).body();
        Matcher secret = Pattern.compile("data-secret=\"([^\"]+)\"").matcher(shown);
        assertThat(secret.find()).isTrue();
        assertThat(TokenFormat.parse(secret.group(1))).isPresent();
        assertThat(shown).contains("New secret generated", "or <time", "in 1 hour");
        assertThat(alice.get(place).body()).contains("shown once").doesNotContain(secret.group(1));
        String record = alice.get("/settings/access-token/" + id()).body();
        assertThat(record).contains("The old secret stops", "in 1 hour").doesNotContain(secret.group(1));
        assertThat(alice.get("/settings/access-token").body()).contains("rotating, old secret stops");
        assertThat(check(old)).isEqualTo(200);
        assertThat(check(secret.group(1))).isEqualTo(200);
        assertThat(alice.get("/settings/access-token").body()).doesNotContain("rotating, old secret");
        assertThat(actions()).containsOnlyOnce("token.rotated");
    }

    @Test
    void the_page_says_that_an_unused_secret_is_replaced_and_does_it_only_then() throws Exception {
        String early = alice.get("/settings/access-token/" + id() + "/rotate").body();
        assertThat(early).doesNotContain("name=\"replace\"");
        keyfob.useCases.tokens.rotateToken.rotate(keyfob.operator, token.token().id(), RotationOptions.standard());

        HttpResponse<String> refused = alice.post(
                "/settings/access-token/" + id() + "/rotate",
                Map.of(
                        "form_token", Visitor.field(early, "form_token"),
                        "nonce", Visitor.field(early, "nonce"),
                        "overlap", "0"));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains("was not used yet", "role=\"alert\"", "name=\"replace\" value=\"true\"")
                .contains("<option value=\"0\" selected");
        HttpResponse<String> replaced = alice.post(
                "/settings/access-token/" + id() + "/rotate",
                Map.of(
                        "form_token",
                        Visitor.field(refused.body(), "form_token"),
                        "nonce",
                        Visitor.field(refused.body(), "nonce"),
                        "replace",
                        "true",
                        "overlap",
                        "0"));
        assertThat(replaced.statusCode()).isEqualTo(303);
        assertThat(alice.get(replaced.headers().firstValue("Location").orElseThrow())
                        .body())
                .contains("The old secret does not work any more");
        assertThat(alice.get("/settings/access-token").body()).contains("old secret stopped, new one not used yet");
    }

    @Test
    void a_choice_that_is_none_is_named_on_the_page() throws Exception {
        String question =
                alice.get("/settings/access-token/" + id() + "/rotate").body();

        HttpResponse<String> answer = alice.post(
                "/settings/access-token/" + id() + "/rotate",
                Map.of(
                        "form_token", Visitor.field(question, "form_token"),
                        "nonce", Visitor.field(question, "nonce"),
                        "overlap", "<b>"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("That is not an overlap").doesNotContain("<b>");
    }

    @Test
    void the_owner_is_told_once_of_an_incident_wherever_it_came_to() throws Exception {
        check(secret(rest(alice, id() + "/rotate", "{}")));
        keyfob.clock.advance(Duration.ofSeconds(60));
        program.send(program.to("/auth/check")
                .header("Authorization", "Bearer " + old)
                .header("X-Forwarded-For", "198.51.100.66"));

        String list = alice.get("/settings/access-token").body();
        assertThat(list).containsOnlyOnce("An old secret of").contains("198.51.100.66", "The token is revoked");
        assertThat(alice.get("/settings/access-token/" + id()).body())
                .contains("198.51.100.66", "The token is revoked")
                .doesNotContain("/rotate\"");
        Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
        assertThat(admin.get("/admin/tokens/" + id()).body()).contains("198.51.100.66", "token.reused");
        assertThat(new Visitor(server)
                        .signedInAs("bob@example.com", InMemoryKeyfob.BOB_PASSWORD)
                        .get("/settings/access-token")
                        .body())
                .doesNotContain("An old secret of");

        assertThat(alice.post(
                                "/settings/access-token/" + id() + "/reuse",
                                Map.of("form_token", Visitor.field(list, "form_token")))
                        .statusCode())
                .isEqualTo(303);
        assertThat(alice.get("/settings/access-token").body()).doesNotContain("An old secret of");
        assertThat(alice.get("/settings/access-token/" + id()).body())
                .contains("token.reuse.dismissed")
                .doesNotContain("An old secret of this token");
        assertThat(admin.get("/admin/tokens?state=all").body()).doesNotContain("old secret used");
    }

    @Test
    void where_it_is_only_reported_the_page_says_what_to_do() throws Exception {
        keyfob.useCases.policy.setPolicy.set(keyfob.operator, PolicyChanges.parse(List.of("reuse=report")));
        String made = secret(rest(alice, id() + "/rotate", "{}"));
        check(made);
        keyfob.clock.advance(Duration.ofSeconds(60));
        check(old);

        assertThat(alice.get("/settings/access-token").body()).contains("delete the token, or rotate it at once");
        assertThat(check(made)).isEqualTo(200);
    }

    @Test
    void an_administrator_sees_that_a_token_is_rotating_and_has_no_button_for_it() throws Exception {
        rest(alice, id() + "/rotate", "{}");
        Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);

        assertThat(admin.get("/admin/tokens").body()).contains("rotating, old secret stops");
        assertThat(admin.get("/admin/tokens/" + id()).body())
                .contains("The old secret stops")
                .doesNotContain("/rotate\"");
        assertThat(admin.get("/admin/tokens/" + id() + "/rotate").statusCode()).isEqualTo(404);
    }

    private String id() {
        return token.token().id().toString();
    }

    private void allowSelfRotation() {
        keyfob.useCases.policy.setPolicy.set(keyfob.operator, PolicyChanges.parse(List.of("self_rotation=on")));
    }

    private static HttpResponse<String> rest(Visitor visitor, String path, String body) throws Exception {
        return visitor.send(visitor.to("/api/v1/tokens/" + path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> self(String body, String key) throws Exception {
        return program.send(program.to("/api/v1/tokens/self/rotate")
                .header("Authorization", "Bearer " + old)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode graphQl(Visitor visitor, String query) throws Exception {
        return JSON.readTree(visitor.send(visitor.to("/graphql")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", query)))))
                .body());
    }

    private static String secret(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body()).get("token").textValue();
    }

    private HttpResponse<String> get(String path, String secret) throws Exception {
        return program.send(program.to(path).header("Authorization", "Bearer " + secret));
    }

    private int check(String secret) throws Exception {
        return get("/auth/check", secret).statusCode();
    }

    private String introspect(String secret) throws Exception {
        return asClient("/oauth2/introspect", "token=" + secret).body();
    }

    private HttpResponse<String> asClient(String path, String form) throws Exception {
        ClientWithSecret client = keyfob.useCases.clients.addClient.add(
                keyfob.operator, new ClientName("client-" + keyfob.clients.all().size()));
        String both = client.client().id() + ":" + client.secret().reveal();
        return program.send(program.to(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.US_ASCII)))
                .POST(BodyPublishers.ofString(form)));
    }

    private static String explain(Visitor admin, String secret) throws Exception {
        return rest(admin, "verify", "{\"token\":\"" + secret + "\"}").body();
    }

    private List<String> actions() {
        return keyfob.auditLog.list(AuditFilter.about(id()), PageRequest.first()).items().stream()
                .map(entry -> entry.action().code())
                .toList();
    }
}
