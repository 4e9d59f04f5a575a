package dev.keyfob.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);
    private Visitor alice;

    @BeforeEach
    void signIn() throws Exception {
        alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_token_is_created_with_its_secret_once_and_is_there_at_its_location() throws Exception {
        HttpResponse<String> created =
                create("{\"name\":\"CI\",\"expires_in_days\":7,\"permissions\":[\"recipe:run\"]}");

        assertThat(created.statusCode()).isEqualTo(201);
        JsonNode record = JSON.readTree(created.body());
        String id = record.get("id").textValue();
        assertThat(keyfob.useCases
                        .tokens
                        .verifyToken
                        .verify("192.0.2.1", record.get("token").textValue(), List.of())
                        .isUsable())
                .isTrue();
        assertThat(created.headers().firstValue("Location")).contains("/api/v1/tokens/" + id);
        HttpResponse<String> shown = alice.get("/api/v1/tokens/" + id);
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body()).isEqualTo("""
                        {"id":"%s","name":"CI","note":null,"owner":"alice@example.com",\
                        "created_at":"2026-11-24T09:30:00Z","expires_at":"2026-12-01T09:30:00Z",\
                        "last_used_at":"2026-11-24T09:30:00Z","revoked_at":null,"state":"active",\
                        "permissions":["recipe:run"],"hint":"%s","rotation":null}\
                        """.formatted(id, record.get("hint").textValue()));
        assertThat(shown.headers().firstValue("Cache-Control")).contains("no-store");
    }

    // Unknown members are refused, and each mistake is named.
    @Test
    void what_cannot_be_accepted_is_refused_with_its_reason_and_makes_nothing() throws Exception {
        String refused = """
                {"name":"x","owner":"bob@example.com"}                     | 400 query_unreadable
                {"name":"x","name":"y"}                                    | 400 query_unreadable
                {"name":7}                                                 | 400 query_unreadable
                []                                                         | 400 query_unreadable
                {"name":"x"} {}                                            | 400 query_unreadable
                {}                                                         | 422 name_missing
                {"name":"a\\u202eb"}                                       | 422 name_not_plain
                {"name":"x","expires_in_days":0}                           | 422 expiry_unreadable
                {"name":"x","expires_in_days":400}                         | 422 expiry_too_far
                {"name":"x","expires_in_days":1.5}                         | 400 query_unreadable
                {"name":"x","expires_at":"2020-01-01T00:00:00Z"}           | 422 expiry_past
                {"name":"x","expires_at":"never"}                          | 422 expiry_required
                {"name":"x","expires_at":"2027-01-01","expires_in_days":3} | 400 query_unreadable
                {"name":"x","permissions":["recipe:deploy"]}               | 422 permission_above_ceiling
                {"name":"x","permissions":"recipe:run"}                    | 400 query_unreadable
                {"name":"x","permissions":[1]}                             | 400 query_unreadable
                """;

        for (String line : refused.lines().toList()) {
            String[] each = line.split(" *\\| ");
            HttpResponse<String> answer = create(each[0]);

            assertThat(answer.statusCode() + " "
                            + JSON.readTree(answer.body()).get("reason").textValue())
                    .as(each[0])
                    .isEqualTo(each[1]);
        }
        assertThat(JSON.readTree(alice.get("/api/v1/tokens").body()).get("items"))
                .isEmpty();
    }

    @Test
    void a_name_that_is_taken_is_a_conflict() throws Exception {
        create("{\"name\":\"CI\"}");

        assertThat(create("{\"name\":\"ci\"}").statusCode()).isEqualTo(409);
    }

    // Another site's form cannot send JSON without a preflight request.
    @Test
    void what_a_foreign_form_could_send_is_refused() throws Exception {
        HttpResponse<String> answer = alice.send(alice.to("/api/v1/tokens")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"name\":\"x\"}")));

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void pages_hold_every_token_once_while_others_come_and_go() throws Exception {
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            wanted.add(keyfob.tokenOf(keyfob.alice, "Token " + i).token().id().toString());
        }
        String deleted =
                keyfob.tokenOf(keyfob.alice, "Deleted meanwhile").token().id().toString();
        keyfob.tokenOf(keyfob.bob, "Not hers");

        List<String> read = new ArrayList<>();
        String next = "/api/v1/tokens?limit=3&state=active&sort=created_at";
        while (next != null) {
            HttpResponse<String> page = alice.get(next);
            JSON.readTree(page.body())
                    .get("items")
                    .forEach(item -> read.add(item.get("id").textValue()));
            alice.send(alice.to("/api/v1/tokens/" + deleted).DELETE());
            next = page.headers()
                    .firstValue("Link")
                    .map(link -> link.substring(1, link.indexOf('>')))
                    .orElse(null);
        }

        read.remove(deleted);
        assertThat(read).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void search_and_state_narrow_the_list() throws Exception {
        CreatedToken ended = keyfob.tokenOf(keyfob.alice, "Old laptop");
        keyfob.useCases.tokens.revokeToken.revoke(keyfob.operator, ended.token().id());
        keyfob.tokenOf(keyfob.alice, "New LAPTOP");
        keyfob.tokenOf(keyfob.alice, "CI");

        assertThat(names("/api/v1/tokens?search=laptop")).containsExactlyInAnyOrder("Old laptop", "New LAPTOP");
        assertThat(names("/api/v1/tokens?search=laptop&state=revoked")).containsExactly("Old laptop");
    }

    @Test
    void a_query_that_is_not_understood_is_refused_and_not_ignored() throws Exception {
        for (String query : List.of(
                "status=active",
                "state=gone",
                "sort=owner",
                "expiring=x",
                "unused=0",
                "state=active&state=x",
                "limit=0",
                "limit=101",
                "limit=x",
                "cursor=x",
                "limit=1&limit=2")) {
            assertThat(alice.get("/api/v1/tokens?" + query).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    // A stolen token must not list its owner's other tokens.
    @Test
    void a_token_sees_and_ends_itself_alone_and_makes_none() throws Exception {
        CreatedToken self = keyfob.tokenOf(keyfob.alice, "Self");
        CreatedToken other = keyfob.tokenOf(keyfob.alice, "Other");
        String bearer = "Bearer " + self.secret().reveal();
        Visitor program = new Visitor(server);

        JsonNode list = JSON.readTree(program.send(program.to("/api/v1/tokens").header("Authorization", bearer))
                .body());
        assertThat(list.get("items").findValuesAsText("name")).containsExactly("Self");
        assertThat(program.send(program.to("/api/v1/tokens/" + other.token().id())
                                .header("Authorization", bearer)
                                .DELETE())
                        .statusCode())
                .isEqualTo(404);
        HttpResponse<String> made = program.send(program.to("/api/v1/tokens")
                .header("Authorization", bearer)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"Child\"}")));
        assertThat(made.statusCode()).isEqualTo(403);
        assertThat(made.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer realm=\"keyfob\", error=\"insufficient_scope\"");
        assertThat(program.send(program.to("/api/v1/tokens/self")
                                .header("Authorization", bearer)
                                .DELETE())
                        .statusCode())
                .isEqualTo(204);
        assertThat(program.send(program.to("/api/v1/tokens/self").header("Authorization", bearer))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void anothers_token_is_as_unknown_as_one_that_never_was() throws Exception {
        String bobs = keyfob.tokenOf(keyfob.bob, "Bob's").token().id().toString();

        HttpResponse<String> foreign = alice.get("/api/v1/tokens/" + bobs);
        HttpResponse<String> unknown = alice.get("/api/v1/tokens/00000000-0000-4000-8000-000000000000");

        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.body()).isEqualTo(unknown.body());
        assertThat(alice.send(alice.to("/api/v1/tokens/" + bobs).DELETE()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_token_is_made_with_a_note_and_none_with_one_that_cannot_be() throws Exception {
        assertThat(create("{\"name\":\"CI\",\"note\":\"Ask Alice.\"}").body()).contains("\"note\":\"Ask Alice.\"");
        assertThat(create("{\"name\":\"Build\",\"note\":\"" + "k".repeat(501) + "\"}")
                        .body())
                .contains("note_too_long");
    }

    @Test
    void a_name_and_a_note_are_changed_each_for_itself_and_null_takes_the_note_back() throws Exception {
        String path =
                "/api/v1/tokens/" + keyfob.tokenOf(keyfob.alice, "CI").token().id();

        assertThat(patch(path, "{\"note\":\"Runs on x.\\r\\nAsk Alice. \"}").body())
                .contains("\"name\":\"CI\"", "\"note\":\"Runs on x.\\nAsk Alice.\"");
        assertThat(patch(path, "{\"name\":\"Build\"}").body())
                .contains("\"name\":\"Build\"", "\"note\":\"Runs on x.\\nAsk Alice.\"");
        assertThat(patch(path, "{\"note\":null}").body()).contains("\"name\":\"Build\"", "\"note\":null");
        assertThat(patch(path, "{}").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"note\":7} | 400 | query_unreadable",
                "{\"notes\":\"x\"} | 400 | query_unreadable",
                "{\"note\":\"a\\u0007b\"} | 422 | note_not_plain",
                "{\"name\":\"OTHER\",\"note\":\"x\"} | 409 | name_taken",
            })
    void a_change_that_cannot_be_is_refused_with_its_reason_and_changes_nothing(String body, int status, String reason)
            throws Exception {
        keyfob.tokenOf(keyfob.alice, "Other");
        String path =
                "/api/v1/tokens/" + keyfob.tokenOf(keyfob.alice, "CI").token().id();

        HttpResponse<String> refused = patch(path, body);

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.body()).contains("\"reason\":\"" + reason + "\"");
        assertThat(alice.get(path).body()).contains("\"name\":\"CI\"", "\"note\":null");
    }

    private HttpResponse<String> patch(String path, String body) throws Exception {
        return alice.send(alice.to(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    private List<String> names(String path) throws Exception {
        return JSON.readTree(alice.get(path).body()).get("items").findValuesAsText("name");
    }

    private HttpResponse<String> create(String body) throws Exception {
        return alice.send(alice.to("/api/v1/tokens")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }
}
