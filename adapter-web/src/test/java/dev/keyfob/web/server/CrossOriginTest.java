package dev.keyfob.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.SampleWebConfig;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that a browser sends for a page of another site. */
class CrossOriginTest {

    private static final String APP = "https://app.example.com";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final String token = keyfob.tokenOf(keyfob.alice, "CI").secret().reveal();
    private final WebServer server =
            SampleWebConfig.of(keyfob).allowedOrigins(APP).serve();
    private final Visitor visitor = new Visitor(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_preflight_of_a_named_origin_is_told_what_it_may_do() throws Exception {
        HttpResponse<String> answer = preflight("/api/v1/tokens", APP);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(APP);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).contains("GET, HEAD, POST");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                .contains("Authorization", "Content-Type");
        assertThat(answer.headers().firstValue("Vary")).contains("Origin");
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-credentials");
        assertThat(preflight("/graphql", APP).headers().firstValue("Access-Control-Allow-Methods"))
                .hasValueSatisfying(methods -> assertThat(methods).contains("POST"));
    }

    @Test
    void its_pages_read_answers_and_refusals() throws Exception {
        HttpResponse<String> good = get("/api/v1/tokens/self", APP, token);
        HttpResponse<String> bad = get("/api/v1/tokens/self", APP, "kfpat_wrong");
        HttpResponse<String> graphQl = visitor.send(visitor.to("/graphql")
                .header("Origin", APP)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"query\":\"{ currentUser { email } }\"}")));

        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(bad.statusCode()).isEqualTo(401);
        assertThat(graphQl.body()).contains("alice@example.com");
        for (HttpResponse<String> answer : List.of(good, bad, graphQl)) {
            assertThat(answer.headers().allValues("Access-Control-Allow-Origin"))
                    .containsExactly(APP);
            assertThat(answer.headers()
                            .firstValue("Access-Control-Expose-Headers")
                            .orElseThrow())
                    .contains("WWW-Authenticate");
            assertThat(answer.headers().allValues("Vary")).contains("Origin");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com",
                "http://app.example.com",
                "https://app.example.com.evil.example",
                "https://APP.example.com",
                "https://app.example.com:8443",
                "null"
            })
    void another_origin_is_told_nothing(String origin) throws Exception {
        for (HttpResponse<String> answer :
                List.of(preflight("/api/v1/tokens", origin), get("/api/v1/tokens/self", origin, token))) {
            assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
            assertThat(answer.headers().firstValue("Vary")).contains("Origin");
        }
    }

    @Test
    void pages_and_the_check_of_proxies_are_never_opened() throws Exception {
        for (String path : List.of("/sign-in", "/settings/access-token", "/admin/tokens", "/auth/check", "/assets/x")) {
            for (HttpResponse<String> answer : List.of(preflight(path, APP), get(path, APP, token))) {
                assertThat(answer.headers().map().keySet())
                        .as(path)
                        .noneMatch(name -> name.startsWith("access-control-"));
            }
        }
    }

    // If both origins are of the same site, the browser sends the cookie. The request is refused all the same.
    @Test
    void a_named_origin_cannot_act_as_whoever_is_signed_in() throws Exception {
        Visitor alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);

        HttpResponse<String> answer =
                alice.send(alice.to("/api/v1/tokens").header("Origin", APP).header("Sec-Fetch-Site", "same-site"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-credentials");
    }

    @Test
    void without_the_setting_nothing_changes() throws Exception {
        try (WebServer standard = Visitor.serve(keyfob, false)) {
            Visitor other = new Visitor(standard);
            HttpResponse<String> answer = other.send(other.to("/api/v1/tokens")
                    .header("Origin", APP)
                    .header("Access-Control-Request-Method", "POST")
                    .method("OPTIONS", BodyPublishers.noBody()));

            assertThat(answer.headers().map().keySet())
                    .noneMatch(name -> name.startsWith("access-control-") || name.equals("vary"));
        }
    }

    private HttpResponse<String> preflight(String path, String origin) throws Exception {
        return visitor.send(visitor.to(path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", BodyPublishers.noBody()));
    }

    private HttpResponse<String> get(String path, String origin, String secret) throws Exception {
        HttpRequest.Builder request =
                visitor.to(path).header("Origin", origin).header("Authorization", "Bearer " + secret);
        return visitor.send(request);
    }
}
