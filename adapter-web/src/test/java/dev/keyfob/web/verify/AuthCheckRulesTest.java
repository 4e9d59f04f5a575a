package dev.keyfob.web.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.client.ClientWithSecret;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.web.SampleWebConfig;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import dev.keyfob.web.Wire;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forward-auth with rules for paths in the settings. */
class AuthCheckRulesTest {

    private static final PathRules RULES = new PathRules(Stream.of(
                    "OPTIONS /** public",
                    "GET /recipes/** recipe:view",
                    "ANY /deployments/** recipe:deploy",
                    "ANY /status any-token",
                    "GET /public/** public")
            .map(PathRules.Rule::parse)
            .toList());

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final String token = keyfob.tokenOf(keyfob.admin, "CI").secret().reveal();
    private final WebServer server = SampleWebConfig.of(keyfob)
            .pathRules(RULES)
            .audience("https://api.example.com")
            .serve();
    private final Visitor proxy = new Visitor(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void as_nginx_asks() throws Exception {
        assertPasses(check("GET", "/auth/check", "X-Original-Method", "GET", "X-Original-URI", "/recipes/1?a=b"));
        assertForbidden(
                check("GET", "/auth/check", "X-Original-Method", "POST", "X-Original-URI", "/deployments"),
                "role_bound");
        assertForbidden(
                check("GET", "/auth/check", "X-Original-Method", "DELETE", "X-Original-URI", "/recipes/1"), "no_rule");
    }

    @Test
    void what_no_rule_fits_is_told_to_the_owner_of_the_token_that_came_with_it() throws Exception {
        check("GET", "/auth/check", "X-Original-Method", "DELETE", "X-Original-URI", "/recipes/1");
        check("GET", "/auth/check", "X-Original-Method", "DELETE", "X-Original-URI", "/recipes/2");

        Visitor owner = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
        String id = keyfob.tokens
                .findUnrevoked(keyfob.admin.id(), TokenName.parse("CI"))
                .orElseThrow()
                .id()
                .toString();
        assertThat(owner.get("/settings/access-token/" + id).body())
                .contains("No rule says what this address needs", "<td data-label=\"Times\">2</td>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X-Original-URL", "X-Rewrite-URL"
            })
    void a_request_that_may_be_served_as_another_one_is_refused(String header) throws Exception {
        assertForbidden(
                check(
                        "GET",
                        "/auth/check",
                        "X-Original-Method",
                        "GET",
                        "X-Original-URI",
                        "/recipes/1",
                        header,
                        "DELETE"),
                "no_rule");
    }

    @Test
    void as_traefik_and_caddy_ask() throws Exception {
        assertPasses(check("GET", "/auth/check", "X-Forwarded-Method", "HEAD", "X-Forwarded-Uri", "/recipes/1"));
        assertForbidden(
                check("GET", "/auth/check", "X-Forwarded-Method", "GET", "X-Forwarded-Uri", "/deployments"),
                "role_bound");
    }

    // A proxy that does not normalize paths asks like this. The answer must never be that of the normalized path.
    @Test
    void a_path_that_climbs_out_is_judged_and_not_followed() throws Exception {
        for (String target : List.of("/health/live", "/openapi.json", "/sign-in")) {
            for (String authorization : List.of("", "Authorization: Bearer " + token + "\r\n")) {
                try (Wire wire = new Wire(server.port())) {
                    wire.send("GET /auth/check/deployments/1/../../../.." + target + " HTTP/1.1\r\nHost: localhost\r\n"
                            + authorization + "Connection: close\r\n\r\n");

                    assertThat(wire.everything()).matches("(?s)HTTP/1.1 (400|401|403) .*");
                }
            }
        }
    }

    @Test
    void a_fragment_is_never_cut_off() throws Exception {
        for (String target : List.of("/recipes#/../deployments/1", "/recipes/#/../../deployments/1")) {
            assertForbidden(
                    check("GET", "/auth/check", "X-Original-Method", "GET", "X-Original-URI", target), "no_rule");
            assertForbidden(
                    check("GET", "/auth/check", "X-Forwarded-Method", "GET", "X-Forwarded-Uri", target), "no_rule");
            try (Wire wire = new Wire(server.port())) {
                wire.send("GET /auth/check" + target + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                        + "\r\nConnection: close\r\n\r\n");

                assertThat(wire.everything()).matches("(?s)HTTP/1.1 40[03] .*");
            }
        }
    }

    @Test
    void as_envoy_asks() throws Exception {
        assertPasses(check("GET", "/auth/check/recipes/1?permission=recipe:run"));
        assertForbidden(check("DELETE", "/auth/check/recipes/1"), "no_rule");
        assertForbidden(check("GET", "/auth/check/deployments/1"), "role_bound");
    }

    @Test
    void a_client_that_names_another_path_only_makes_it_stricter() throws Exception {
        assertForbidden(
                check(
                        "GET",
                        "/auth/check",
                        "X-Forwarded-Method",
                        "GET",
                        "X-Forwarded-Uri",
                        "/deployments/1",
                        "X-Original-Method",
                        "GET",
                        "X-Original-URI",
                        "/recipes/1"),
                "role_bound");
        assertForbidden(check("GET", "/auth/check/deployments/1", "X-Forwarded-Uri", "/status"), "role_bound");
        assertForbidden(
                check("GET", "/auth/check", "X-Original-URI", "/status", "X-Original-URI", "/deployments/1"),
                "role_bound");
        assertForbidden(
                check(
                        "GET",
                        "/auth/check",
                        "X-Original-Method",
                        "GET",
                        "X-Original-Method",
                        "DELETE",
                        "X-Original-URI",
                        "/recipes/1"),
                "no_rule");
    }

    @Test
    void a_proxy_that_names_neither_path_nor_permission_lets_nobody_pass() throws Exception {
        assertForbidden(check("GET", "/auth/check"), "no_rule");
        assertPasses(check("GET", "/auth/check?permission=recipe:view"));
    }

    @Test
    void without_rules_a_path_that_servers_read_differently_is_refused_too() throws Exception {
        try (WebServer plain = Visitor.serve(keyfob, false)) {
            Visitor other = new Visitor(plain);
            for (String header : List.of("X-Original-URI", "X-Forwarded-Uri")) {
                for (String target :
                        List.of("/recipes/1", "/recipes/..%2fdeployments/1", "/recipes#/../deployments/1")) {
                    HttpResponse<String> answer = other.send(other.to("/auth/check?permission=recipe:run")
                            .header("Authorization", "Bearer " + token)
                            .header(header, target));

                    assertThat(answer.statusCode()).as(target).isEqualTo(target.equals("/recipes/1") ? 200 : 403);
                }
            }
        }
    }

    @Test
    void what_is_public_passes_without_a_token_and_names_whoever_has_a_good_one() throws Exception {
        for (String[] nobody : new String[][] {
            {},
            {"Authorization", "Bearer " + token + "0"},
            {"Authorization", "Bearer not one"},
            {"Authorization", "Bearer " + token, "Authorization", "Bearer " + token}
        }) {
            HttpResponse<String> answer = ask("/auth/check/public/a.css", nobody);

            assertPasses(answer);
            for (String header : AuthCheckEndpoint.HEADERS) {
                assertThat(answer.headers().firstValue(header)).as(header).contains("");
            }
        }
        HttpResponse<String> known = ask("/auth/check/public/a.css", "Authorization", "Bearer " + token);
        assertPasses(known);
        assertThat(known.headers().firstValue("X-Auth-User")).contains("admin@example.com");
    }

    @Test
    void a_preflight_passes_without_a_token_and_the_request_after_it_does_not() throws Exception {
        String[] preflight = {"X-Original-Method", "OPTIONS", "X-Original-URI", "/deployments/1"};
        String[] request = {"X-Original-Method", "DELETE", "X-Original-URI", "/deployments/1"};

        assertPasses(ask("/auth/check", preflight));
        assertThat(ask("/auth/check", request).statusCode()).isEqualTo(401);
    }

    @Test
    void a_permission_that_the_place_asks_for_is_never_dropped() throws Exception {
        String place = "/auth/check/public/a.css?permission=";
        String[] good = {"Authorization", "Bearer " + token};

        assertThat(ask(place + "recipe:view").statusCode()).isEqualTo(401);
        assertPasses(ask(place + "recipe:view", good));
        assertForbidden(ask(place + "recipe:deploy", good), "role_bound");
        assertForbidden(ask(place, good), "permission_unreadable");
        assertThat(ask("/auth/check/public/a.css", "X-Keyfob-Permission", "recipe:view")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void what_a_client_adds_makes_nothing_public() throws Exception {
        assertThat(ask("/auth/check/recipes/1", "X-Forwarded-Method", "GET", "X-Forwarded-Uri", "/public/a")
                        .statusCode())
                .isEqualTo(401);
        assertThat(ask("/auth/check/public/a", "X-Original-URI", "/recipes/1").statusCode())
                .isEqualTo(401);
        assertThat(ask("/auth/check/public/a", "X-HTTP-Method-Override", "DELETE")
                        .statusCode())
                .isEqualTo(401);
        assertThat(ask("/auth/check/public/..%2frecipes/1").statusCode()).isEqualTo(403);
        assertForbidden(ask("/auth/check/public/a", "X_Auth_User", "admin@example.com"), "bad_request");
    }

    // RFC 7662 section 2.2
    @Test
    void the_audience_is_told_where_it_is_configured() throws Exception {
        ClientWithSecret client = keyfob.useCases.clients.addClient.add(keyfob.operator, new ClientName("orders-api"));

        HttpResponse<String> answer = proxy.send(proxy.to("/oauth2/introspect")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("token=" + token + "&client_id="
                        + client.client().id() + "&client_secret="
                        + client.secret().reveal())));

        assertThat(answer.body()).contains("\"aud\":\"https://api.example.com\"");
    }

    private HttpResponse<String> ask(String path, String... headers) throws Exception {
        HttpRequest.Builder request = proxy.to(path);
        return proxy.send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> check(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                proxy.to(path).method(method, BodyPublishers.noBody()).header("Authorization", "Bearer " + token);
        return proxy.send(headers.length == 0 ? request : request.headers(headers));
    }

    private static void assertPasses(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static void assertForbidden(HttpResponse<String> answer, String reason) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("X-Auth-Reason")).contains(reason);
        assertThat(answer.headers().firstValue("X-Auth-User")).contains("");
    }
}
