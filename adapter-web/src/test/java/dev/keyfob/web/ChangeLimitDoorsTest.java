package dev.keyfob.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.token.TokenId;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An account that has made too many changes is refused on every interface, with a time to wait. Revoking still works on
 * each.
 */
class ChangeLimitDoorsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);
    private final TokenId id = keyfob.tokenOf(keyfob.alice, "CI").token().id();
    private Visitor alice;

    @BeforeEach
    void signInAndChangeTooMuch() throws Exception {
        alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
        Actor actor = keyfob.signedIn(keyfob.alice);
        try {
            while (true) {
                keyfob.useCases.tokens.suspendToken.suspend(actor, id);
                keyfob.useCases.tokens.resumeToken.resume(actor, id);
            }
        } catch (Refusal reached) {
            keyfob.useCases.tokens.resumeToken.resume(keyfob.operator, id);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void rest_refuses_with_429_and_still_revokes() throws Exception {
        assertTooMany(json("/api/v1/tokens", "{\"name\":\"Another\"}"));
        HttpResponse<String> rotated = json("/api/v1/tokens/" + id + "/rotate", "{}");
        HttpResponse<String> revoked =
                alice.send(alice.to("/api/v1/tokens/" + id).DELETE());

        assertTooMany(rotated);
        assertThat(rotated.body()).contains("\"reason\":\"too_many_changes\"", "\"status\":429");
        assertThat(revoked.statusCode()).isEqualTo(204);
    }

    @Test
    void graphql_refuses_with_its_code_and_still_revokes() throws Exception {
        JsonNode refused = graphQl("mutation { createAccessToken(description: \\\"Another\\\") { token } }");
        JsonNode revoked = graphQl("mutation { revokeAccessToken(id: \\\"" + id + "\\\") }");

        JsonNode error = refused.at("/errors/0");
        assertThat(error.get("message").textValue()).contains("Come back in 4 seconds");
        assertThat(error.at("/extensions/code").textValue()).isEqualTo("TOO_MANY_REQUESTS");
        assertThat(error.at("/extensions/reason").textValue()).isEqualTo("too_many_changes");
        assertThat(revoked.at("/data/revokeAccessToken").booleanValue()).isTrue();
    }

    @Test
    void pages_say_when_to_come_back_and_still_delete() throws Exception {
        String page = alice.get("/settings/access-token").body();
        String csrfToken = Visitor.field(page, "form_token");
        HttpResponse<String> generated = alice.post(
                "/settings/access-token",
                Map.of(
                        "form_token",
                        csrfToken,
                        "nonce",
                        Visitor.field(page, "nonce"),
                        "name",
                        "Another",
                        "expires",
                        "30d"));
        HttpResponse<String> suspended =
                alice.post("/settings/access-token/" + id + "/suspend", Map.of("form_token", csrfToken));
        HttpResponse<String> deleted =
                alice.post("/settings/access-token/" + id + "/delete", Map.of("form_token", csrfToken));

        assertTooMany(generated);
        assertTooMany(suspended);
        assertThat(deleted.statusCode()).isEqualTo(303);
        assertThat(keyfob.tokens.find(id).orElseThrow().isRevoked()).isTrue();
    }

    private static void assertTooMany(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("4");
        assertThat(answer.body()).contains("Come back in 4 seconds");
    }

    private HttpResponse<String> json(String path, String body) throws Exception {
        return alice.send(
                alice.to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private JsonNode graphQl(String query) throws Exception {
        return JSON.readTree(json("/graphql", "{\"query\":\"" + query + "\"}").body());
    }
}
