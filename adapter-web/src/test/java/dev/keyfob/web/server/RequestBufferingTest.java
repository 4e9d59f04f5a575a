package dev.keyfob.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import dev.keyfob.web.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies that arrive in pieces, with a size that is not known in advance. */
class RequestBufferingTest {

    private static final int LARGE = 64 * 1024;
    private static final String QUESTION = "{\"query\":\"{ currentUser { email } }\"}";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);
    private Wire wire;

    @BeforeEach
    void begin() throws IOException {
        String token = keyfob.tokenOf(keyfob.alice, "Laptop").secret().reveal();
        wire = new Wire(server.port())
                .send("POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
    }

    @AfterEach
    void stop() throws IOException {
        wire.close();
        server.close();
    }

    @Test
    void a_body_in_pieces_is_put_together() throws Exception {
        for (char piece : QUESTION.toCharArray()) {
            wire.send("1\r\n" + piece + "\r\n");
            Thread.sleep(2);
        }

        wire.send("0\r\n\r\n");

        assertThat(wire.everything()).startsWith("HTTP/1.1 200 ").contains("alice@example.com");
    }

    @Test
    void a_body_beyond_64_kb_is_refused() throws Exception {
        wire.send("10001\r\n" + " ".repeat(0x10001) + "\r\n");

        assertThat(wire.everything()).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void programs_learn_as_problem_details_and_people_as_text_that_a_body_is_too_large() throws Exception {
        assertThat(answerToLargeBody("/api/v1/tokens"))
                .startsWith("HTTP/1.1 413 ")
                .containsIgnoringCase("Content-Type: application/problem+json")
                .contains("\"reason\":\"too_large\"", "Send at most 64 KB.");
        assertThat(answerToLargeBody("/sign-in"))
                .startsWith("HTTP/1.1 413 ")
                .containsIgnoringCase("Content-Type: text/plain")
                .contains("Send at most 64 KB.");
    }

    private String answerToLargeBody(String path) throws Exception {
        try (Wire other = new Wire(server.port())) {
            return other.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n10001\r\n"
                            + " ".repeat(0x10001) + "\r\n")
                    .everything();
        }
    }

    @Test
    void a_body_of_64_kb_is_read() throws Exception {
        wire.send("10000\r\n" + QUESTION + " ".repeat(0x10000 - QUESTION.length()) + "\r\n0\r\n\r\n");

        assertThat(wire.everything()).startsWith("HTTP/1.1 200 ");
    }

    // 32 MB are 546 bodies of 64 KB, of which 4 KB each do not count. Some that arrive at the same time may be refused
    // too early and make room again, so bodies follow until one more is refused.
    @Test
    void beyond_32_mb_that_are_still_coming_large_bodies_are_sent_away_until_others_have_ended() throws Exception {
        List<Wire> coming = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                coming.add(largeBody().send(" ".repeat(LARGE - 1)));
            }
            assertThat(largeAnswer()).startsWith("HTTP/1.1 401 ");
            String refusal = largeAnswer();
            while (!refusal.startsWith("HTTP/1.1 503 ") && coming.size() < 700) {
                coming.add(largeBody().send(" ".repeat(LARGE - 1)));
                refusal = largeAnswer();
            }

            assertThat(refusal).startsWith("HTTP/1.1 503 ");
            assertThat(asked("token=x".length()).send("token=x").everything()).startsWith("HTTP/1.1 401 ");
        } finally {
            for (Wire each : coming) {
                each.close();
            }
        }
        Eventually.isTrue(() -> largeAnswer().startsWith("HTTP/1.1 401 "));
    }

    private String largeAnswer() throws IOException {
        try (Wire large = largeBody()) {
            return large.send(" ".repeat(LARGE)).everything();
        }
    }

    private Wire largeBody() throws IOException {
        return asked(LARGE);
    }

    private Wire asked(int length) throws IOException {
        return new Wire(server.port())
                .send("POST /oauth2/introspect HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + length + "\r\n\r\n");
    }

    @Test
    void a_piece_of_no_readable_size_is_answered_by_400() throws Exception {
        wire.send("many\r\n");

        assertThat(wire.everything()).startsWith("HTTP/1.1 400 ");
    }
}
