package dev.keyfob.web.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GraphQL over real HTTP, with tokens and by signed-in people. */
class GraphQlTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, true);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_token_may_what_everyone_may() throws Exception {
        String token = token(keyfob.tokenOf(keyfob.alice, "Laptop"));

        assertThat(ask(token, "{ currentUser { email username role } recipes { id } }"))
                .hasToString("""
                        {"data":{\
                        "currentUser":{"email":"alice@example.com","username":"alice","role":"USER"},\
                        "recipes":[{"id":"recipe-1"},{"id":"recipe-2"}]}}""");
        assertThat(ask(token, "mutation { runRecipe(id: \"recipe-1\") { recipe } }")
                        .at("/data/runRecipe/recipe")
                        .asText())
                .isEqualTo("recipe-1");
    }

    // Even if its owner is an administrator.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    mutation { deployRecipe(name: "x") { id } }                     | role_bound   | recipe:deploy
                    mutation { uploadAst(repository: "x") { id } }                  | role_bound   | ast:upload
                    mutation { createAccessToken { id } }                           | session_only | token:create
                    { users { count } }                                             | role_bound   | token:manage
                    mutation { revokeAllAccessTokens(email: "admin@example.com") }  | role_bound   | token:manage
                    """)
    void an_administrators_token_is_forbidden_what_the_administrator_may(String query, String reason, String permission)
            throws Exception {
        String token = token(keyfob.tokenOf(keyfob.admin, "Laptop"));

        JsonNode error = ask(token, query).at("/errors/0/extensions");

        assertThat(error.path("code").asText()).isEqualTo("FORBIDDEN");
        assertThat(error.path("reason").asText()).isEqualTo(reason);
        assertThat(error.path("permission").asText()).isEqualTo(permission);
        Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
        assertThat(ask(admin, query).path("errors").isMissingNode()).isTrue();
    }

    @Test
    void a_token_sees_itself_alone_and_can_end_itself_alone() throws Exception {
        CreatedToken other = keyfob.tokenOf(keyfob.alice, "Other");
        CreatedToken own = keyfob.tokenOf(keyfob.alice, "Own");
        String token = token(own);

        assertThat(ask(token, "{ currentUser { tokens { count edges { node { description } } } } }"))
                .hasToString("""
                        {"data":{"currentUser":{"tokens":{"count":1,"edges":[{"node":{"description":"Own"}}]}}}}""");
        assertThat(ask(token, revoke(other)).at("/data/revokeAccessToken").asBoolean())
                .isFalse();
        assertThat(ask(token, revoke(own)).at("/data/revokeAccessToken").asBoolean())
                .isTrue();
        assertThat(send(token, "{ currentUser { email } }").statusCode()).isEqualTo(401);
    }

    @Test
    void a_person_makes_a_token_with_and_without_a_name() throws Exception {
        Visitor alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);

        JsonNode named = ask(alice, """
                        mutation {
                          createAccessToken(description: "CI", expiresAt: "2026-12-01T00:00:00Z", note: "Ask Bob") {
                            token description note expiresAt
                          }
                        }""").at("/data/createAccessToken");
        JsonNode unnamed = ask(alice, "mutation { createAccessToken { description expiresAt } }")
                .at("/data/createAccessToken");

        assertThat(named.path("token").asText()).matches("kfpat_[0-9A-Za-z]{38}");
        assertThat(named.path("description").asText()).isEqualTo("CI");
        assertThat(named.path("note").asText()).isEqualTo("Ask Bob");
        assertThat(named.path("expiresAt").asText()).startsWith("2026-12-01T00:00:00");
        assertThat(unnamed.path("description").asText()).startsWith("Token ");
        assertThat(unnamed.path("expiresAt").asText()).startsWith("2026-12-24T09:30:00");
        assertThat(ask(alice, "mutation { createAccessToken(description: \"ci\") { id } }")
                        .at("/errors/0/extensions/code")
                        .asText())
                .isEqualTo("CONFLICT");
    }

    @Test
    void a_person_writes_a_note_and_finds_tokens_by_it_and_a_token_writes_none() throws Exception {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        keyfob.tokenOf(keyfob.alice, "Other");
        String update = "mutation { updateAccessToken(id: \"" + token.token().id()
                + "\", note: \"Ask Bob\") { description note } }";
        Visitor alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);

        assertThat(code(ask(token(token), update))).isEqualTo("FORBIDDEN");
        assertThat(ask(alice, update).toString()).contains("\"description\":\"CI\",\"note\":\"Ask Bob\"");
        assertThat(count(alice, "{ note: { _icontains: \"ASK\" } }")).isEqualTo(1);
        assertThat(ask(alice, update.replace("\"Ask Bob\"", "null")).toString()).contains("\"note\":null");
    }

    @Test
    void tokens_are_paged_without_a_gap_and_filtered() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            keyfob.tokenOf(keyfob.alice, "Token " + i);
            expected.add("Token " + i);
            keyfob.clock.advance(Duration.ofSeconds(1));
        }
        Visitor alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
        List<String> seen = new ArrayList<>();
        String after = "";
        JsonNode page;
        do {
            page = ask(
                            alice,
                            "{ currentUser { tokens(first: 70" + after
                                    + ", orderBy: [{field: CREATED, direction: ASC}]) { count"
                                    + " edges { node { description } } pageInfo { hasNextPage endCursor } } } }")
                    .at("/data/currentUser/tokens");
            page.path("edges")
                    .forEach(edge -> seen.add(edge.at("/node/description").asText()));
            after = ", after: \"" + page.at("/pageInfo/endCursor").asText() + "\"";
        } while (page.at("/pageInfo/hasNextPage").asBoolean());

        assertThat(seen).isEqualTo(expected);
        assertThat(page.path("count").asInt()).isEqualTo(250);
        assertThat(count(alice, "{description: {_eq: \"Token 7\"}}")).isEqualTo(1);
        assertThat(count(alice, "{description: {_neq: \"Token 7\"}}")).isEqualTo(249);
        assertThat(count(alice, "{description: {_in: [\"Token 7\", \"Token 8\"]}}"))
                .isEqualTo(2);
        assertThat(count(alice, "{description: {_nin: [\"Token 7\", \"Token 8\"]}}"))
                .isEqualTo(248);
        assertThat(count(alice, "{description: {_icontains: \"TOKEN 24\"}}")).isEqualTo(11);
        assertThat(count(alice, "{description: {_startsWith: \"Token 24\", _endsWith: \"0\"}}"))
                .isEqualTo(1);
        assertThat(count(alice, "{description: {_contains: \"%\"}}")).isZero();
        assertThat(count(alice, "{description: {_isNull: true}}")).isZero();
        assertThat(count(alice, "{_not: {created: {_lt: \"2026-11-24T09:31:00Z\"}}}"))
                .isEqualTo(190);
        assertThat(count(
                        alice,
                        "{_or: [{description: {_eq: \"Token 1\"}}, {expiresAt: {_lte: \"2026-12-24T09:30:01Z\"}}]}"))
                .isEqualTo(2);
    }

    // Malformed requests, each refused with its own error.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [{"query":"{ currentUser { email } }"}]
                    {"query":"{ currentUser { email } }","query":"{ recipes { id } }"}
                    {"query":"{ currentUser { email } }"} trailing
                    {"query":"{ currentUser { email } }","more":1}
                    {"query":7}
                    {}
                    not json
                    """)
    void a_body_that_is_no_request_is_answered_by_400(String body) throws Exception {
        assertThat(post(token(keyfob.tokenOf(keyfob.alice, "Laptop")), "application/json", body)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void other_types_methods_and_sizes_are_refused() throws Exception {
        String token = token(keyfob.tokenOf(keyfob.alice, "Laptop"));
        String query = "{\"query\":\"{ currentUser { email } }\"}";
        Visitor visitor = new Visitor(server);

        assertThat(post(token, "text/plain", query).statusCode()).isEqualTo(415);
        assertThat(post(token, "application/x-www-form-urlencoded", query).statusCode())
                .isEqualTo(415);
        assertThat(visitor.sendTooMuch(posted(visitor, token, "application/json", " ".repeat(70_000) + query))
                        .statusCode())
                .isEqualTo(413);
        assertThat(visitor.send(visitor.to("/graphql?query=%7BcurrentUser%7Bemail%7D%7D")
                                .header("Authorization", "Bearer " + token))
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void what_asks_for_too_much_is_refused_before_it_runs() throws Exception {
        String token = token(keyfob.tokenOf(keyfob.alice, "Laptop"));
        StringBuilder aliases = new StringBuilder("{");
        for (int i = 0; i < 30; i++) {
            aliases.append(" a").append(i).append(": recipes { id }");
        }

        assertThat(code(ask(token, aliases + " }"))).isEqualTo("LIMIT_EXCEEDED");
        assertThat(code(ask(token, "{ currentUser { emial } }"))).isEqualTo("GRAPHQL_VALIDATION_FAILED");
        assertThat(ask(token, "{ currentUser { emial } }").toString()).doesNotContain("Did you mean");
        assertThat(code(ask(token, "{ currentUser {"))).isEqualTo("GRAPHQL_PARSE_FAILED");
    }

    @Test
    void it_is_a_federated_subgraph_that_hides_ids_and_resolves_oneself_alone() throws Exception {
        String token = token(keyfob.tokenOf(keyfob.alice, "Laptop"));

        String sdl = ask(token, "{ _service { sdl } }").at("/data/_service/sdl").asText();
        JsonNode entities = ask(token, """
                {
                  _entities(representations: [{__typename: "User", id: "%s"}, {__typename: "User", id: "%s"}]) {
                    ... on User { email }
                  }
                }""".formatted(keyfob.alice.id(), keyfob.bob.id()));

        assertThat(sdl).contains("@key(fields : \"id\"", "@inaccessible", "@link");
        assertThat(entities.at("/data/_entities").toString()).isEqualTo("[{\"email\":\"alice@example.com\"},null]");
    }

    @Test
    void outside_the_demo_there_is_no_sample_and_no_introspection() throws Exception {
        String token = token(keyfob.tokenOf(keyfob.alice, "Laptop"));
        try (WebServer real = Visitor.serve(keyfob, false)) {
            Visitor visitor = new Visitor(real);

            assertThat(code(read(visitor.send(request(visitor, token, "{ __schema { types { name } } }")))))
                    .isEqualTo("INTROSPECTION_DISABLED");
            assertThat(code(read(visitor.send(request(visitor, token, "{ recipes { id } }")))))
                    .isEqualTo("GRAPHQL_VALIDATION_FAILED");
        }
        assertThat(ask(token, "{ __schema { queryType { name } } }")
                        .at("/data/__schema/queryType/name")
                        .asText())
                .isEqualTo("Query");
    }

    // Every invalid token gets the same answer. A token must be in exactly one header, and never in the URL.
    @Test
    void every_unusable_token_gets_the_same_answer() throws Exception {
        CreatedToken revoked = keyfob.tokenOf(keyfob.alice, "Revoked");
        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.operator, revoked.token().id());
        CreatedToken disabled = keyfob.tokenOf(keyfob.bob, "Disabled");
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.bob.email());
        String unknown = TokenFormat.standard().generate(keyfob.random).reveal();
        HttpResponse<String> first = send(unknown, "{ currentUser { email } }");

        assertThat(first.statusCode()).isEqualTo(401);
        assertThat(first.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer realm=\"keyfob\"")
                .contains("error=\"invalid_token\"");
        for (String token : List.of("nonsense", token(revoked), token(disabled))) {
            HttpResponse<String> answer = send(token, "{ currentUser { email } }");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo(first.body());
        }
        Visitor visitor = new Visitor(server);
        String good = token(keyfob.tokenOf(keyfob.alice, "Good"));
        assertThat(visitor.send(request(visitor, good, "{ currentUser { email } }")
                                .header("Authorization", "Bearer " + unknown))
                        .statusCode())
                .isEqualTo(400);
        assertThat(visitor.get("/graphql?access_token=" + good).statusCode()).isEqualTo(400);
        assertThat(visitor.send(visitor.to("/graphql").POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(401);
    }

    // A session and a token in one request are refused, not merged.
    @Test
    void a_session_and_a_token_together_are_refused() throws Exception {
        Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
        String token = token(keyfob.tokenOf(keyfob.alice, "Laptop"));

        assertThat(admin.send(request(admin, token, "{ currentUser { email } }"))
                        .statusCode())
                .isEqualTo(400);
    }

    // Another site cannot make a signed-in browser change anything.
    @Test
    void a_request_from_another_site_is_refused() throws Exception {
        Visitor alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);

        HttpResponse<String> answer = alice.send(alice.to("/graphql")
                .header("Content-Type", "application/json")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.ofString("{\"query\":\"mutation { createAccessToken { id } }\"}")));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isZero();
    }

    private int count(Visitor visitor, String where) throws Exception {
        JsonNode answer = ask(visitor, "{ currentUser { tokens(where: " + where + ") { count } } }");
        return answer.at("/data/currentUser/tokens/count").asInt(-1);
    }

    private JsonNode ask(Visitor visitor, String query) throws Exception {
        return read(visitor.send(visitor.to("/graphql")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", query))))));
    }

    private JsonNode ask(String token, String query) throws Exception {
        return read(send(token, query));
    }

    private HttpResponse<String> send(String token, String query) throws Exception {
        Visitor visitor = new Visitor(server);
        return visitor.send(request(visitor, token, query));
    }

    private HttpResponse<String> post(String token, String type, String body) throws Exception {
        Visitor visitor = new Visitor(server);
        return visitor.send(posted(visitor, token, type, body));
    }

    private static HttpRequest.Builder posted(Visitor visitor, String token, String type, String body) {
        return visitor.to("/graphql")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
    }

    private static HttpRequest.Builder request(Visitor visitor, String token, String query) throws Exception {
        return visitor.to("/graphql")
                .header("Authorization", "bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", query))));
    }

    private static String revoke(CreatedToken token) {
        return "mutation { revokeAccessToken(id: \"" + token.token().id() + "\") }";
    }

    private static String token(CreatedToken created) {
        return created.secret().reveal();
    }

    private static String code(JsonNode answer) {
        return answer.at("/errors/0/extensions/code").asText();
    }

    private static JsonNode read(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }
}
