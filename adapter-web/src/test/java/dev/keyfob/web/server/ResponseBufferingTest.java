package dev.keyfob.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResponseBufferingTest {

    private static final int PIECE = 50_000;
    private static final int MOST_UNREAD = 20 * PIECE;

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final List<Socket> readers = new ArrayList<>();

    @BeforeEach
    void serve() throws Exception {
        connector.setHost("127.0.0.1");
        connector.setAcceptedSendBufferSize(PIECE / 10);
        connector.setIdleTimeout(Duration.ofHours(1).toMillis());
        server.addConnector(connector);
        server.setHandler(new ResponseBuffering(MOST_UNREAD, new Pieces()));
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket reader : readers) {
            reader.close();
        }
        server.stop();
    }

    @Test
    void an_answer_in_pieces_goes_out_in_one_and_says_how_long_it_is() throws Exception {
        String answer = all(asking(3));

        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("Content-Length: " + 3 * PIECE + "\r\n");
        assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).isEqualTo("x".repeat(3 * PIECE));
    }

    @Test
    void what_is_larger_than_a_page_can_be_goes_out_as_it_is_made() throws Exception {
        String answer = all(asking(3 + ResponseBuffering.LARGEST / PIECE));

        assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContain("Content-Length");
        assertThat(answer.chars().filter(letter -> letter == 'x').count()).isGreaterThan(ResponseBuffering.LARGEST);
    }

    @Test
    void when_too_much_waits_to_be_read_who_has_waited_longest_is_cut_off() throws Exception {
        for (int i = 0; i < 8; i++) {
            readers.add(asking(5));
            // Waits for the answer, so that the order of the readers is fixed.
            readers.get(i).getInputStream().readNBytes(1);
        }

        assertThat(all(readers.get(0)).length()).isLessThan(5 * PIECE);
        assertThat(all(readers.get(7)).length()).isGreaterThan(5 * PIECE);
    }

    private Socket asking(int pieces) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(2048);
        socket.connect(new InetSocketAddress("127.0.0.1", connector.getLocalPort()));
        socket.getOutputStream()
                .write(("GET /" + pieces + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String all(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] read = new byte[PIECE];
        try {
            for (int length = 0; length >= 0; length = socket.getInputStream().read(read)) {
                text.append(new String(read, 0, length, StandardCharsets.US_ASCII));
            }
        } catch (SocketException reset) {
            // The server has disconnected.
        }
        return text.toString();
    }

    /** Answers with the number of pieces that the path names. */
    private static final class Pieces extends Handler.Abstract {

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            int pieces = Integer.parseInt(request.getHttpURI().getPath().substring(1));
            for (int i = 1; i <= pieces; i++) {
                Callback.Completable written = new Callback.Completable();
                response.write(
                        i == pieces, ByteBuffer.wrap("x".repeat(PIECE).getBytes(StandardCharsets.US_ASCII)), written);
                written.get();
            }
            callback.succeeded();
            return true;
        }
    }
}
