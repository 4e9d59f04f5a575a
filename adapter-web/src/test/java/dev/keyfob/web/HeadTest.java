package dev.keyfob.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.signin.SignInMethods;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * HEAD is GET without the body (RFC 9110 section 9.3.2) and has no side effect. {@link AccessMatrix} has who may call
 * it.
 */
class HeadTest {

    private static final String PANEL = "Token generated";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @ParameterizedTest
    @ValueSource(
            strings = {"/health/live", "/openapi.json", "/assets/keyfob.css", "/nowhere", "/settings/profile", "/"})
    void the_answer_ends_with_the_headers_of_get(String path) throws Exception {
        try (WebServer server = Visitor.serve(keyfob, false)) {
            String get = raw(server, "GET", path);

            String head = raw(server, "HEAD", path);

            assertThat(head).isEqualTo(get.substring(0, get.indexOf("\r\n\r\n") + 4));
            assertThat(head).containsPattern("\r\nContent-Length: [0-9]+\r\n");
        }
    }

    @Test
    void a_server_that_is_not_ready_says_so() throws Exception {
        try (WebServer server = SampleWebConfig.of(keyfob).withoutDatabase().serve()) {
            assertThat(raw(server, "HEAD", "/health/ready")).startsWith("HTTP/1.1 503 ");
        }
    }

    @Test
    void the_panel_that_is_shown_once_is_still_there_afterwards() throws Exception {
        try (WebServer server = Visitor.serve(keyfob, false)) {
            Visitor alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
            String form = alice.get("/settings/access-token").body();
            HttpResponse<String> generated = alice.post(
                    "/settings/access-token",
                    Map.of(
                            "form_token",
                            Visitor.field(form, "form_token"),
                            "nonce",
                            Visitor.field(form, "nonce"),
                            "name",
                            "CI",
                            "expires",
                            "30d",
                            "date",
                            "",
                            "zone",
                            ""));
            String once = generated.headers().firstValue("Location").orElseThrow();

            HttpResponse<String> head = alice.send(alice.to(once).method("HEAD", BodyPublishers.noBody()));

            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(alice.get(once).body()).contains(PANEL);
            assertThat(alice.get(once).body()).doesNotContain(PANEL);
        }
    }

    @Test
    void nobody_is_signed_in_by_a_proxy() throws Exception {
        SignInMethods byProxy = new SignInMethods(true, List.of(), Optional.of("X-Forwarded-Email"));

        try (WebServer server =
                SampleWebConfig.of(keyfob).signInMethods(byProxy).serve()) {
            Visitor bob = new Visitor(server);
            HttpResponse<String> head = bob.send(bob.to("/sign-in")
                    .header("X-Forwarded-Email", "bob@example.org")
                    .method("HEAD", BodyPublishers.noBody()));

            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(bob.cookies()).doesNotContainKey("keyfob_session");
        }
    }

    // Returns the answer without the headers that differ from one answer to the next.
    private static String raw(WebServer server, String method, String path) throws Exception {
        try (Wire wire = new Wire(server.port())) {
            wire.send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            return wire.everything().replaceAll("(Date|Set-Cookie): .*\r\n", "");
        }
    }
}
