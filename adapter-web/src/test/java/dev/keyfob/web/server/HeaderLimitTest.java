package dev.keyfob.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.HttpLimits;
import dev.keyfob.web.SampleWebConfig;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import dev.keyfob.web.Wire;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser sends the cookies of other applications on the same host with every request. */
class HeaderLimitTest {

    private static final String COOKIES = "Cookie: a=" + "x".repeat(4096) + "; b=" + "x".repeat(4096) + "\r\n";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final String token = keyfob.tokenOf(keyfob.alice, "CI").secret().reveal();
    private WebServer server = Visitor.serve(keyfob, false);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_good_token_beside_two_large_cookies_passes_a_check() throws Exception {
        assertThat(ask("GET /auth/check", COOKIES)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void a_check_is_refused_where_more_than_the_limit_comes() throws Exception {
        assertThat(ask("GET /auth/check", COOKIES.repeat(4)))
                .startsWith("HTTP/1.1 403 ")
                .contains("X-Auth-Reason: bad_request\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /api/v1/tokens/self", "POST /oauth2/introspect", "GET /sign-in", "GET /nowhere"})
    void elsewhere_the_smaller_limit_holds(String line) throws Exception {
        assertThat(ask(line, COOKIES)).startsWith("HTTP/1.1 431 ");
        assertThat(ask(line + "?" + "x".repeat(8192), "")).startsWith("HTTP/1.1 431 ");
        assertThat(ask(line, "Cookie: a=" + "x".repeat(4096) + "\r\n")).doesNotStartWith("HTTP/1.1 431 ");
    }

    @Test
    void both_are_settings() throws Exception {
        server.close();
        server = SampleWebConfig.of(keyfob)
                .httpLimits(new HttpLimits(16 * 1024, 4 * 1024, Duration.ofSeconds(75)))
                .serve();

        assertThat(ask("GET /api/v1/tokens/self", COOKIES)).startsWith("HTTP/1.1 200 ");
        assertThat(ask("GET /auth/check", COOKIES))
                .startsWith("HTTP/1.1 403 ")
                .contains("X-Auth-Reason: bad_request\r\n");
    }

    private String ask(String line, String headers) throws Exception {
        try (Wire wire = new Wire(server.port())) {
            wire.send(line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + token
                    + "\r\n" + headers + "\r\n");
            return wire.everything();
        }
    }
}
