package dev.keyfob.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.assets.Assets;
import dev.keyfob.web.html.Links;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.verify.AuthCheckEndpoint;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks for every route that the methods in {@code Allow} are answered, and no others (RFC 9110 section 10.2.1). */
class MethodsTest {

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "BEFORE");

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, true);
    private final Visitor visitor = new Visitor(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void options_names_the_methods_that_are_answered_and_so_does_the_refusal_of_every_other() throws Exception {
        Map<String, TreeSet<String>> rows = rows();
        rows.keySet().removeIf(AuthCheckEndpoint::isAt);

        for (var row : rows.entrySet()) {
            HttpResponse<String> options = ask("OPTIONS", row.getKey());
            String allow = options.headers().firstValue("Allow").orElse("");
            List<String> allowed = List.of(allow.split(", "));

            assertThat(options.statusCode()).as("OPTIONS %s", row.getKey()).isEqualTo(204);
            assertThat(options.body()).isEmpty();
            assertThat(allowed).as(row.getKey()).contains("OPTIONS").containsAll(row.getValue());
            for (String method : METHODS) {
                HttpResponse<String> answer = ask(method, row.getKey());
                boolean isRefused = answer.statusCode() == 405;

                assertThat(isRefused).as("%s %s", method, row.getKey()).isEqualTo(!allowed.contains(method));
                if (isRefused) {
                    assertThat(answer.headers().allValues("Allow"))
                            .as("%s %s", method, row.getKey())
                            .containsExactly(allow);
                }
            }
        }
    }

    @Test
    void what_a_get_uses_up_takes_no_head() throws Exception {
        HttpResponse<String> options = ask("OPTIONS", "/sign-in/oidc/none/callback");

        assertThat(options.headers().firstValue("Allow")).contains("GET, OPTIONS");
    }

    @Test
    void at_auth_check_every_method_is_a_check() throws Exception {
        String token = keyfob.tokenOf(keyfob.alice, "CI").secret().reveal();

        for (String path : List.of(AuthCheckEndpoint.PATH, AuthCheckEndpoint.PATH + "/any")) {
            for (String method : METHODS) {
                assertThat(ask(method, path).statusCode())
                        .as("%s %s", method, path)
                        .isEqualTo(401);
                assertThat(ask(method, path, "Authorization", "Bearer " + token).statusCode())
                        .as("%s %s", method, path)
                        .isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1\r\nHost: example.com:443", "HTTP/1.1\r\nHost: localhost", "HTTP/1.0"})
    void a_connect_to_another_host_is_refused_as_unreadable(String rest) throws Exception {
        try (Wire wire = new Wire(server.port())) {
            wire.send("CONNECT example.com:443 " + rest + "\r\n\r\n");

            assertThat(wire.readHead())
                    .startsWith("HTTP/1.1 400 ")
                    .contains("X-Content-Type-Options: nosniff\r\n")
                    .contains("Content-Type: text/plain");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz=1", "search=%zz&limit=1", "state=%zz", "state=%zz&state=active", "state=active&%"})
    void a_query_that_is_not_well_encoded_is_refused_and_not_ignored(String query) throws Exception {
        try (Wire wire = new Wire(server.port())) {
            wire.send("GET /api/v1/tokens?" + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(wire.everything()).startsWith("HTTP/1.1 400 ").contains("\"reason\":\"query_unreadable\"");
        }
    }

    @Test
    void a_token_in_a_url_is_refused_with_where_it_belongs() throws Exception {
        assertThat(ask("GET", "/api/v1/tokens/self?access_token=x").body()).contains("Authorization: Bearer");
    }

    // The charset in the body's Content-Type does not affect the query.
    @Test
    void a_token_in_a_url_is_refused_whatever_charset_the_body_has() throws Exception {
        for (String query : List.of("access_token=x", "%61ccess_token=x", "a=1&access_token")) {
            for (String charset : List.of("utf-8", "nope", "utf-16")) {
                assertThat(ask("GET", "/health/live?" + query, "Content-Type", "a/b; charset=" + charset)
                                .statusCode())
                        .as("%s in %s", query, charset)
                        .isEqualTo(400);
            }
        }
        assertThat(ask("GET", "/health/live?").statusCode()).isEqualTo(200);
        assertThat(ask("GET", "/health/live?&a=%C3%A9&&=x&").statusCode()).isEqualTo(200);
    }

    @Test
    void where_there_is_nothing_there_are_no_methods_either() throws Exception {
        for (String method : METHODS) {
            assertThat(ask(method, "/nowhere").statusCode()).as(method).isEqualTo(404);
        }
    }

    private static Map<String, TreeSet<String>> rows() {
        InMemoryKeyfob keyfob = new InMemoryKeyfob();
        Templates templates = new Templates(new Links("", "", "", true));
        return Routes.of(SampleWebConfig.of(keyfob).demo(true).build(), keyfob.useCases, templates, new Assets())
                .stream()
                .collect(Collectors.groupingBy(
                        route -> route.path()
                                .replaceAll("\\{[^}]+}", "00000000-0000-0000-0000-000000000000")
                                .replace("*", "any/path"),
                        TreeMap::new,
                        Collectors.flatMapping(
                                route -> route.methods().stream(), Collectors.toCollection(TreeSet::new))));
    }

    private HttpResponse<String> ask(String method, String path, String... headers) throws Exception {
        var request = visitor.to(path).method(method, BodyPublishers.noBody());
        return visitor.send(headers.length == 0 ? request : request.headers(headers));
    }
}
