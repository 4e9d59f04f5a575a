package dev.keyfob.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.token.AccessToken;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Features of the web framework that would give a request a second meaning. docs/decisions.md describes each decision.
 */
class OneMeaningTest {

    private static final String SELF = "/api/v1/tokens/self";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final String secret = keyfob.tokenOf(keyfob.alice, "CI").secret().reveal();
    private final WebServer server = Visitor.serve(keyfob, false);
    private final Visitor visitor = new Visitor(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "POST", "BEFORE", "delete"})
    void no_header_replaces_the_method(String override) throws Exception {
        for (String name : List.of("X-HTTP-Method-Override", "x-http-method-override", "X-HTTP-Method")) {
            HttpResponse<String> answer =
                    visitor.get(SELF, Map.of("Authorization", "Bearer " + secret, name, override));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(keyfob.tokens.unrevokedListOf(keyfob.alice.id()))
                    .extracting(AccessToken::isRevoked)
                    .containsExactly(false);
        }
    }

    @Test
    void a_post_is_not_made_a_get_nor_the_other_way_round() throws Exception {
        HttpResponse<String> post = visitor.send(visitor.to("/health/live")
                .header("X-HTTP-Method-Override", "GET")
                .POST(BodyPublishers.ofString("")));
        HttpResponse<String> query = visitor.get(
                "/graphql?query=%7BcurrentUser%7Bemail%7D%7D",
                Map.of("Authorization", "Bearer " + secret, "X-HTTP-Method-Override", "POST"));

        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(query.statusCode()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEFORE",
                "BEFORE_MATCHED",
                "AFTER",
                "AFTER_MATCHED",
                "WEBSOCKET_BEFORE_UPGRADE",
                "WEBSOCKET_AFTER_UPGRADE",
                "PUT",
                "PATCH",
                "QUERY",
                "UNKNOWN",
                "ANY",
                "get",
                "Get"
            })
    void a_method_that_a_route_does_not_have_is_405_and_told_those_that_it_has(String method) throws Exception {
        assertThat(statusLine(method, "/admin/users")).startsWith("HTTP/1.1 405 ");
        assertThat(raw(method, "/admin/users"))
                .contains("Allow: GET, HEAD, OPTIONS\r\n")
                .doesNotContain("Access-Control-");
        assertThat(raw(method, "/api/v1/tokens")).contains("Allow: GET, HEAD, OPTIONS, POST\r\n");
        assertThat(raw(method, "/oauth2/introspect"))
                .startsWith("HTTP/1.1 405 ")
                .contains("Allow: OPTIONS, POST\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT"})
    void nothing_is_echoed_and_no_tunnel_opened(String method) throws Exception {
        String answer = raw(method, "/admin/users");

        assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d .*").doesNotContain("X-Of-Mine");
    }

    // A proxy with path rules must check the same path that is served.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Sign-In",
                "/SIGN-IN",
                "/sign-in/",
                "//sign-in",
                "/sign-in//",
                "/./sign-in",
                "/x/../sign-in",
                "/sign%2Din",
                "/%73ign-in",
                "/sign-in;x=1",
                "/sign-in;jsessionid=1",
                "/sign-in%00",
                "/sign-in%20",
                "/sign-in%2F",
                "\\sign-in"
            })
    void an_address_has_one_spelling(String path) throws Exception {
        assertThat(statusLine("GET", "/sign-in")).startsWith("HTTP/1.1 200 ");
        assertThat(statusLine("GET", path)).matches("HTTP/1.1 40[04] .*");
    }

    @Test
    void an_answer_says_nothing_that_the_framework_adds_by_itself() throws Exception {
        for (String path : List.of("/sign-in", "/settings/profile", "/assets/keyfob.css", "/nowhere")) {
            HttpResponse<String> answer = visitor.get(path, Map.of("If-None-Match", "*", "Range", "bytes=0-1"));

            assertThat(answer.statusCode()).isIn(200, 303, 404);
            assertThat(answer.headers().map().keySet())
                    .extracting(name -> name.toLowerCase(Locale.ROOT))
                    .doesNotContain("etag", "last-modified", "accept-ranges", "server", "x-powered-by");
            assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
        }
    }

    @Test
    void a_parameter_of_a_form_is_not_looked_for_in_the_address() throws Exception {
        String token = Visitor.field(visitor.get("/sign-in").body(), "form_token");

        HttpResponse<String> answer =
                visitor.post("/sign-in?form_token=" + token, Map.of("email", "alice@example.com"));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    private String statusLine(String method, String path) throws Exception {
        return raw(method, path).lines().findFirst().orElse("");
    }

    private String raw(String method, String path) throws Exception {
        try (Wire wire = new Wire(server.port())) {
            wire.send(
                    method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nX-Of-Mine: 1\r\nConnection: close\r\n\r\n");
            return wire.everything();
        }
    }
}
