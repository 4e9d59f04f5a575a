package dev.keyfob.web.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import dev.keyfob.web.Wire;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every well-framed request for a path below {@code /auth/check} gets an answer that proxies understand. */
class AuthCheckFramingTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);
    private final String token = keyfob.tokenOf(keyfob.alice, "CI").secret().reveal();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/auth/check/%",
                "/auth/check/%zz",
                "/auth/check/%2",
                "/auth/check/%00",
                "/auth/check/%u0041",
                "/auth/check/%ff",
                "/auth/check/a%2fb",
                "/auth/check/a;b=%",
                "/auth/check/a#b",
                "/auth/check/é",
                "/auth/check/..",
                "/auth/check/../../..",
                "/auth/check/../../../../%",
                "/auth/check;%/x",
                "/auth/check/%?permission=recipe:view",
                "http://localhost/auth/check/%",
            })
    void a_path_that_cannot_be_read_is_403_to_a_good_token_and_401_or_403_to_none(String target) throws Exception {
        assertThat(statusOf(target, token)).isEqualTo("403");
        assertThat(statusOf(target, "")).isIn("401", "403");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/auth/check", "/auth/check/any", "http://localhost/auth/check", "/auth/check?permission=%"})
    void a_connect_is_403_to_a_good_token_and_401_or_403_to_none(String target) throws Exception {
        assertThat(statusOf("CONNECT", target, token)).isEqualTo("403");
        assertThat(statusOf("CONNECT", target, "")).isIn("401", "403");
    }

    @Test
    void no_letters_of_a_path_lead_to_another_answer() throws Exception {
        Random random = new Random(7);

        for (int i = 0; i < 400; i++) {
            StringBuilder target = new StringBuilder("/auth/check/");
            for (int letter = 0; letter < 1 + random.nextInt(12); letter++) {
                int any = random.nextInt(4) == 0 ? "%./;?#\\".charAt(random.nextInt(7)) : 0x21 + random.nextInt(0xdf);
                target.append(any == 0x7f ? '%' : (char) any);
            }

            assertThat(statusOf(target.toString(), token)).as(target.toString()).isIn("200", "403");
        }
    }

    @Test
    void a_path_longer_than_any_server_reads_is_403() throws Exception {
        assertThat(statusOf("/auth/check/" + "x".repeat(10_000), token)).isEqualTo("200");
        assertThat(statusOf("/auth/check/" + "x".repeat(100_000), token)).isEqualTo("403");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /auth/check/a\u0001b HTTP/1.1",
                "GET /auth/check\u0000 HTTP/1.1",
                "\u0001 /auth/check HTTP/1.1"
            })
    void a_first_line_that_is_none_is_400_and_ends_the_connection(String line) throws Exception {
        try (Wire wire = new Wire(server.port())) {
            wire.send(line + "\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n\r\n");

            assertThat(wire.everything()).startsWith("HTTP/1.1 400 ");
        }
    }

    private String statusOf(String target, String secret) throws IOException {
        return statusOf("GET", target, secret);
    }

    // Returns the status, and checks that the answer has all headers that a proxy copies.
    private String statusOf(String method, String target, String secret) throws IOException {
        try (Wire wire = new Wire(server.port())) {
            wire.send(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + (secret.isEmpty() ? "" : "Authorization: Bearer " + secret + "\r\n") + "\r\n");
            String answer = wire.everything();
            assertThat(AuthCheckEndpoint.HEADERS)
                    .as(target)
                    .allSatisfy(header -> assertThat(answer).containsPattern("\r\n" + header + ":"));
            return answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
        }
    }
}
