package dev.keyfob.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A raw connection to the server, for requests that no HTTP client sends. The test controls every byte and every pause.
 */
public final class Wire implements AutoCloseable {

    /** Only ends a test that has failed. It is so long that a busy machine does not reach it. */
    private static final int LONGEST_WAIT = 120_000;

    private final Socket socket = new Socket();

    public Wire(int port) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(LONGEST_WAIT);
        socket.connect(new InetSocketAddress("127.0.0.1", port), LONGEST_WAIT);
    }

    public Wire send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Reads until the server closes the connection. Returns an empty text if the server resets it. */
    public String everything() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        try {
            in.transferTo(bytes);
        } catch (SocketException reset) {
            // A reset also ends the answer.
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** Reads the first line and the headers of the next answer, which must have no body. */
    public String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** Returns whether the server neither closes the connection nor sends anything within that time. */
    public boolean isSilentFor(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        try {
            socket.getInputStream().read();
            return false;
        } catch (SocketTimeoutException silence) {
            return true;
        } catch (SocketException reset) {
            return false;
        } finally {
            socket.setSoTimeout(LONGEST_WAIT);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
