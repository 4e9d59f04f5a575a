package dev.keyfob.web.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.web.SampleWebConfig;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import dev.keyfob.web.signin.Carrier;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens at {@code /auth/check} that are not sent as Bearer, and the challenge if there is no token. */
class AuthCheckCarriersTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final CreatedToken created = keyfob.tokenOf(keyfob.alice, "CI");
    private final TokenId id = created.token().id();
    private final String token = created.secret().reveal();
    private final String second = keyfob.tokenOf(keyfob.bob, "CI").secret().reveal();
    private final WebServer server =
            SampleWebConfig.of(keyfob).carriers(EnumSet.allOf(Carrier.class)).serve();
    private final Visitor proxy = new Visitor(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void each_carrier_is_taken_where_it_is_switched_on() throws Exception {
        try (WebServer standard = Visitor.serve(keyfob, false)) {
            Visitor other = new Visitor(standard);
            for (String[] headers : new String[][] {
                {"Authorization", basic("alice@example.com", token)},
                {"Authorization", "token " + token},
                {"X-Api-Key", token},
                {"Private-Token", token}
            }) {
                HttpResponse<String> taken = proxy.send(proxy.to("/auth/check").headers(headers));
                assertThat(taken.statusCode()).isEqualTo(200);
                assertThat(taken.headers().firstValue("X-Auth-User")).contains("alice@example.com");
                assertThat(other.send(other.to("/auth/check").headers(headers)).statusCode())
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void two_tokens_that_differ_are_forbidden_and_an_apis_own_key_is_not_looked_at() throws Exception {
        HttpResponse<String> two = check("/auth/check", "Authorization", "Bearer " + token, "X-Api-Key", second);
        HttpResponse<String> own = check("/auth/check", "Authorization", "Bearer " + token, "X-Api-Key", "own-key");

        assertThat(two.statusCode()).isEqualTo(403);
        assertThat(two.headers().firstValue("X-Auth-Reason")).contains("two_tokens");
        assertThat(two.headers().firstValue("X-Auth-User")).contains("");
        assertThat(two.body()).doesNotContain(token, second);
        assertThat(own.statusCode()).isEqualTo(200);
    }

    @Test
    void basic_is_offered_in_one_line_and_first_where_the_place_asks_for_it() throws Exception {
        String basic = "Basic realm=\"keyfob\", ";

        assertThat(challenges("/auth/check")).containsExactly("Bearer realm=\"keyfob\"");
        assertThat(challenges("/auth/check?challenge=basic")).containsExactly(basic + "Bearer realm=\"keyfob\"");
        assertThat(challenges("/auth/check?permission=recipe:run&challenge=basic"))
                .containsExactly(basic + "Bearer realm=\"keyfob\"");
        assertThat(challenges("/auth/check?challenge=basic", "Authorization", basic("x", second + "0")))
                .containsExactly(basic + "Bearer realm=\"keyfob\", error=\"invalid_token\"");
        assertThat(check("/auth/check?challenge=basic&permission=recipe:deploy", "X-Api-Key", token)
                        .headers()
                        .allValues("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"keyfob\", error=\"insufficient_scope\"");
    }

    @Test
    void where_basic_is_not_taken_it_is_not_offered() throws Exception {
        try (WebServer standard = Visitor.serve(keyfob, false)) {
            assertThat(new Visitor(standard)
                            .get("/auth/check?challenge=basic")
                            .headers()
                            .allValues("WWW-Authenticate"))
                    .containsExactly("Bearer realm=\"keyfob\"");
        }
    }

    @Test
    void the_apis_of_keyfob_itself_stay_with_bearer() throws Exception {
        for (String path : List.of("/api/v1/tokens/self", "/graphql")) {
            for (String[] headers :
                    new String[][] {{"Authorization", basic("x", token)}, {"X-Api-Key", token}, {"Private-Token", token}
                    }) {
                HttpRequest.Builder request = proxy.to(path).headers(headers);
                if (path.equals("/graphql")) {
                    request.header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"{ currentUser { email } }\"}"));
                }

                HttpResponse<String> answer = proxy.send(request);

                assertThat(answer.statusCode()).as(path).isEqualTo(401);
                assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer realm=\"keyfob\"");
            }
        }
    }

    // doc.traefik.io, ForwardAuth: the client's headers, and five headers that describe the request.
    @Test
    void as_traefiks_page_shows_a_request() throws Exception {
        String[] described = {
            "X-Forwarded-Method", "POST",
            "X-Forwarded-Proto", "https",
            "X-Forwarded-Host", "api.example.com",
            "X-Forwarded-Uri", "/recipes/1?a=b",
            "X-Forwarded-For", "203.0.113.9",
            "X-Forwarded-Port", "443",
            "X-Forwarded-Server", "traefik",
            "X-Real-Ip", "203.0.113.9",
            "Accept", "*/*",
            "Accept-Encoding", "gzip",
            "User-Agent", "git/2.39.5",
            "Cookie", "session=of-the-api"
        };

        assertThat(checkWith(described, "Authorization", basic("anyone", token)).statusCode())
                .isEqualTo(200);
        assertThat(checkWith(described, "X-Api-Key", token).statusCode()).isEqualTo(200);
        HttpResponse<String> none = checkWith(described, "Accept-Language", "en");
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.headers().firstValue("WWW-Authenticate"))
                .contains("Basic realm=\"keyfob\", Bearer realm=\"keyfob\"");
    }

    // envoyproxy.io, ext_authz over HTTP: the request's own method and path, the allowed headers, and Envoy's own
    // headers.
    @Test
    void as_envoys_page_shows_a_request() throws Exception {
        for (String[] carrier : new String[][] {
            {"Authorization", basic("anyone", token)},
            {"Authorization", "token " + token},
            {"X-Api-Key", token},
            {"Private-Token", token}
        }) {
            HttpResponse<String> answer = proxy.send(proxy.to("/auth/check/recipes/1?a=b")
                    .headers(carrier)
                    .header("X-Forwarded-For", "203.0.113.9")
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Envoy-Internal", "true")
                    .header("X-Envoy-Expected-Rq-Timeout-Ms", "2000")
                    .header("X-Request-Id", "a1b2")
                    .POST(HttpRequest.BodyPublishers.noBody()));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("X-Auth-User")).contains("alice@example.com");
        }
    }

    private HttpResponse<String> checkWith(String[] described, String... carrier) throws Exception {
        return proxy.send(
                proxy.to("/auth/check?challenge=basic").headers(described).headers(carrier));
    }

    @Test
    void neither_the_token_nor_the_user_name_is_kept_anywhere() throws Exception {
        keyfob.useCases.tokens.revokeToken.revokeAllOf(keyfob.operator, keyfob.bob.email());
        String user = "pasted-into-the-wrong-field";
        check("/auth/check?permission=recipe:deploy", "Authorization", basic(user, token));
        check("/auth/check", "Authorization", basic(user, second));

        String kept = keyfob.auditLog.entries
                + keyfob.useCases
                        .tokens
                        .showToken
                        .refusalsOf(keyfob.operator, id)
                        .toString();
        assertThat(kept).contains("ROLE_BOUND").doesNotContain(token, second, user);
    }

    private List<String> challenges(String path, String... headers) throws Exception {
        HttpResponse<String> answer = check(path, headers);
        assertThat(answer.statusCode()).isEqualTo(401);
        return answer.headers().allValues("WWW-Authenticate");
    }

    private HttpResponse<String> check(String path, String... headers) throws Exception {
        HttpRequest.Builder request = proxy.to(path);
        return proxy.send(headers.length == 0 ? request : request.headers(headers));
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
