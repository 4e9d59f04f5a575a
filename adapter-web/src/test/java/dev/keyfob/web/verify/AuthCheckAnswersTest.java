package dev.keyfob.web.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import dev.keyfob.web.Wire;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy always gets 200, 401 or 403. nginx turns every other status into an error of its own. */
class AuthCheckAnswersTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);
    private final String head = " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + keyfob.tokenOf(keyfob.alice, "CI").secret().reveal() + "\r\n";

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUERY", "PROPFIND", "TRACE", "BREW", "get"})
    void every_method_is_asked_about(String method) throws Exception {
        assertThat(answerTo(method + " /auth/check" + head + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(answerTo(method + " /auth/check/some/path" + head + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(answerTo(method + " /auth/check HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 401 ");
    }

    // nginx passes on the Content-Length without the body.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 20\r\n\r\n",
                "Content-Length: 20000000\r\n\r\n",
                "Content-Length: 20\r\nExpect: 100-continue\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nmany\r\n"
            })
    void a_body_that_does_not_come_is_not_waited_for(String promised) throws Exception {
        assertThat(answerTo("POST /auth/check" + head + promised)).startsWith("HTTP/1.1 200 ");
        assertThat(answerTo("POST /auth/check/some/path" + head + promised)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void a_body_of_any_size_does_not_matter() throws Exception {
        int size = 0x20000;
        assertThat(answerTo("POST /auth/check" + head + "Content-Length: " + size + "\r\n\r\n" + " ".repeat(size)))
                .startsWith("HTTP/1.1 200 ");
        assertThat(answerTo("POST /auth/check" + head + "Transfer-Encoding: chunked\r\n\r\n20000\r\n" + " ".repeat(size)
                        + "\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void a_connection_whose_body_is_here_is_kept() throws Exception {
        String first = "POST /auth/check" + head + "Content-Length: 5\r\n\r\nab=cd";
        String second = "GET /auth/check" + head + "Connection: close\r\n\r\n";

        assertThat(answerTo(first + second).split("HTTP/1.1 200 ", -1)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a%2Fb", "/a/%2e%2e/b", "//b"})
    void a_path_that_can_be_read_in_two_ways_is_forbidden(String path) throws Exception {
        assertForbidden(answerTo("GET /auth/check" + path + head + "Connection: close\r\n\r\n"));
    }

    @Test
    void headers_that_are_too_large_are_forbidden() throws Exception {
        assertForbidden(answerTo("GET /auth/check" + head + "Cookie: a=" + "b".repeat(33_000) + "\r\n\r\n"));
    }

    @Test
    void elsewhere_the_server_says_what_is_wrong() throws Exception {
        assertThat(answerTo("GET /api/v1/a%2Fb" + head + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(answerTo("GET /api/v1/tokens" + head + "Cookie: a=" + "b".repeat(9_000)
                        + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    private static void assertForbidden(String answer) {
        assertThat(answer)
                .startsWith("HTTP/1.1 403 ")
                .contains("X-Auth-Reason: bad_request\r\n", "X-Auth-User: \r\n", "Cache-Control: no-store\r\n");
    }

    private String answerTo(String request) throws IOException {
        try (Wire wire = new Wire(server.port())) {
            return wire.send(request).everything();
        }
    }
}
