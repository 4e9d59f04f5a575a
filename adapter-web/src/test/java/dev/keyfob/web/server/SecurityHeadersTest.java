package dev.keyfob.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.SampleWebConfig;
import dev.keyfob.web.WebServer;
import dev.keyfob.web.Wire;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the exact value of each header. Another test checks that the answers of every route have them. */
public class SecurityHeadersTest {

    /** The headers of every answer, whatever Keyfob's address is. */
    public static final Map<String, String> EVERYWHERE = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'; object-src 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Referrer-Policy",
            "no-referrer",
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=(), clipboard-write=(self)",
            "Cache-Control",
            "no-store");

    private static final Map<String, String> ISOLATED = Map.of("Cross-Origin-Opener-Policy", "same-origin");
    private static final Map<String, String> ENCRYPTED =
            Map.of("Strict-Transport-Security", "max-age=31536000; includeSubDomains");

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server =
            SampleWebConfig.of(keyfob).publicUrl("https://keyfob.example.com").serve();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void over_https_browsers_are_told_to_stay_there() {
        assertThat(headersAt("https://keyfob.example.com")).isEqualTo(with(ISOLATED, ENCRYPTED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"})
    void on_this_machine_pages_are_isolated_without_https(String publicUrl) {
        assertThat(headersAt(publicUrl)).isEqualTo(with(ISOLATED, Map.of()));
    }

    @Test
    void over_plain_http_nothing_is_promised_that_a_browser_ignores() {
        assertThat(headersAt("http://keyfob.example.com")).isEqualTo(EVERYWHERE);
    }

    // The server refuses some of these before routing.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /sign-in HTTP/1.1",
                "HEAD /sign-in HTTP/1.1",
                "GET /nowhere HTTP/1.1",
                "PUT /sign-in HTTP/1.1",
                "OPTIONS /sign-in HTTP/1.1",
                "GET /sign-in?access_token=x HTTP/1.1",
                "GET /settings/%zz HTTP/1.1",
                "GET /auth/check/%zz HTTP/1.1",
                "GET /sign-in%2f HTTP/1.1",
                "GET /auth/check HTTP/1.1",
                "POST /oauth2/introspect HTTP/1.1",
                "POST /graphql HTTP/1.1",
                "GET /%zz HTTP/9.9",
                "NONSENSE"
            })
    void every_answer_has_each_of_them_once(String request) throws Exception {
        try (Wire wire = new Wire(server.port())) {
            wire.send(request + "\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            String answer = wire.everything();

            with(ISOLATED, ENCRYPTED)
                    .forEach((name, value) -> assertThat(answer.lines()
                                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1)))
                            .as(answer)
                            .containsExactly(name + ": " + value));
        }
    }

    private Map<String, String> headersAt(String publicUrl) {
        return SecurityHeaders.of(
                SampleWebConfig.of(keyfob).publicUrl(publicUrl).build().site());
    }

    private static Map<String, String> with(Map<String, String> more, Map<String, String> still) {
        Map<String, String> all = new LinkedHashMap<>(EVERYWHERE);
        all.putAll(more);
        all.putAll(still);
        return all;
    }
}
