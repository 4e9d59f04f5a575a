package dev.keyfob.bootstrap;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.persistence.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server without its database reports that, and refuses all requests. */
class DatabaseDownTest {

    private static final Email ALICE = new Email("alice@example.com");
    private static final String QUERY = "{\"query\":\"{ currentUser { email } }\"}";

    private final HttpClient browser = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    private Wiring wiring;
    private RunningServer server;
    private String secret;

    @BeforeEach
    void start() {
        Settings settings = Settings.load(Map.of(Setting.SERVER_PORT, "0"), Map.of(), Optional.empty());
        wiring = new Wiring(Database.inDirectory(directory, text -> {}), settings);
        wiring.useCases.users.addUser.add(OPERATOR, ALICE, List.of(), Password.parse("alice likes green tea", ALICE));
        secret = wiring.useCases
                .tokens
                .createToken
                .create(OPERATOR, new NewToken(ALICE, TokenName.parse("CI"), new Expiry.Standard(), Narrowing.none()))
                .secret()
                .reveal();
        server = RunningServer.start(wiring, Optional.of(directory), false);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_good_token_gets_503_and_not_an_answer() throws Exception {
        assertThat(graphQl().statusCode()).isEqualTo(200);

        wiring.database.close();
        HttpResponse<String> answer = graphQl();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("\"reason\":\"unavailable\"").doesNotContain(secret, "alice", "SQL", "H2");
    }

    // nginx turns every status but 401 and 403 into 500, so proxies get 403 with the reason in a header.
    @Test
    void a_proxy_lets_nobody_pass() throws Exception {
        HttpRequest check = request("/auth/check")
                .header("Authorization", "Bearer " + secret)
                .build();
        assertThat(browser.send(check, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);

        wiring.database.close();
        HttpResponse<String> answer = browser.send(check, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("X-Auth-Reason")).contains("unavailable");
        assertThat(answer.headers().firstValue("X-Auth-User")).contains("");
    }

    @Test
    void a_page_says_that_it_is_back_in_a_moment() throws Exception {
        wiring.database.close();

        HttpResponse<String> answer = browser.send(
                request("/settings/access-token")
                        .header(
                                "Cookie",
                                "keyfob_session="
                                        + SessionSecret.generate(new SecureRandom())
                                                .reveal())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("Temporarily unavailable");
    }

    @Test
    void it_is_alive_and_not_ready() throws Exception {
        Eventually.isTrue(() -> status("/health/ready") == 200);

        wiring.database.close();

        assertThat(status("/health/live")).isEqualTo(200);
        assertThat(status("/health/ready")).isEqualTo(503);
    }

    private HttpResponse<String> graphQl() throws IOException, InterruptedException {
        return browser.send(
                request("/graphql")
                        .header("Authorization", "Bearer " + secret)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(QUERY))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private int status(String path) throws IOException, InterruptedException {
        return browser.send(request(path).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
    }
}
