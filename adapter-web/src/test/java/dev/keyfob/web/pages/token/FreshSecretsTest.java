package dev.keyfob.web.pages.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server whose settings require a recent sign-in before people get a new secret. */
class FreshSecretsTest {

    private final InMemoryKeyfob keyfob = InMemoryKeyfob.askingForFreshSignIns();
    private final WebServer server = Visitor.serve(keyfob, true);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void generating_leads_to_the_sign_in_and_back_to_the_form_as_it_was() throws Exception {
        Visitor alice = alice();
        String page = alice.get("/settings/access-token").body();
        keyfob.clock.advance(Duration.ofMinutes(15));

        HttpResponse<String> answer = alice.post(
                "/settings/access-token",
                Map.of(
                        "form_token", Visitor.field(page, "form_token"),
                        "nonce", Visitor.field(page, "nonce"),
                        "name", "Build server",
                        "expires", "90d",
                        "permission", "recipe:run"));

        assertThat(answer.headers().firstValue("Location"))
                .contains("/sign-in?next=%2Fsettings%2Faccess-token%3Fname%3DBuild%2Bserver%26days%3D90"
                        + "%26permission%3Drecipe%253Arun&why=fresh");
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isZero();
        assertThat(alice.get("/settings/access-token?name=Build+server&days=90&permission=recipe%3Arun")
                        .body())
                .contains("value=\"Build server\"");
    }

    @Test
    void rotating_leads_to_the_sign_in_and_back_to_the_question() throws Exception {
        Visitor alice = alice();
        CreatedToken laptop = keyfob.tokenOf(keyfob.alice, "Laptop");
        String path = "/settings/access-token/" + laptop.token().id() + "/rotate";
        String page = alice.get(path).body();
        keyfob.clock.advance(Duration.ofMinutes(15));

        HttpResponse<String> answer = alice.post(
                path, Map.of("form_token", Visitor.field(page, "form_token"), "nonce", Visitor.field(page, "nonce")));

        assertThat(answer.headers().firstValue("Location").orElse(""))
                .startsWith("/sign-in?next=%2Fsettings%2Faccess-token%2F")
                .endsWith("%2Frotate&why=fresh");
    }

    @Test
    void rest_names_the_reason() throws Exception {
        Visitor alice = alice();
        keyfob.clock.advance(Duration.ofMinutes(15));

        HttpResponse<String> answer = alice.send(alice.to("/api/v1/tokens")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"CI\"}")));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"reason\":\"sign_in_too_old\"");
    }

    private Visitor alice() throws Exception {
        return new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
    }
}
