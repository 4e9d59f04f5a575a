package dev.keyfob.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import dev.keyfob.web.Wire;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies that come in pieces, the size not told beforehand. */
class WholeBodyTest {

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
    void a_body_of_64_kb_is_read() throws Exception {
        wire.send("10000\r\n" + QUESTION + " ".repeat(0x10000 - QUESTION.length()) + "\r\n0\r\n\r\n");

        assertThat(wire.everything()).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void a_piece_of_no_readable_size_is_answered_by_400() throws Exception {
        wire.send("many\r\n");

        assertThat(wire.everything()).startsWith("HTTP/1.1 400 ");
    }
}
