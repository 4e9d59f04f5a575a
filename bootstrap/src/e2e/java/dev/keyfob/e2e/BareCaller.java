package dev.keyfob.e2e;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Calls a proxy over a plain socket, for requests that no HTTP client would send. It keeps the connection as long as
 * the proxy does.
 */
final class BareCaller implements AutoCloseable {

    private static final int LONGEST_WAIT = 120_000;

    private final int port;
    private Socket socket = new Socket();
    private InputStream in = InputStream.nullInputStream();

    BareCaller(int port) {
        this.port = port;
    }

    /** Sends a request and returns the status. {@code head} is the request line and headers, each with its line end. */
    int send(String head, byte[] body) throws IOException {
        if (!socket.isConnected() || socket.isClosed()) {
            socket = new Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(LONGEST_WAIT);
            in = new BufferedInputStream(socket.getInputStream());
        }
        OutputStream out = socket.getOutputStream();
        out.write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        return status();
    }

    private int status() throws IOException {
        String first = line();
        boolean isLast = false;
        boolean isChunked = false;
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            isLast |= lower.equals("connection: close");
            isChunked |= lower.equals("transfer-encoding: chunked");
            length = lower.startsWith("content-length:")
                    ? Integer.parseInt(lower.substring(15).strip())
                    : length;
        }
        in.skipNBytes(length);
        // The body of a chunked answer is not read, so the connection cannot be used for another request.
        if (isLast || isChunked) {
            socket.close();
        }
        return Integer.parseInt(first.split(" ")[1]);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new IOException("the proxy closed the connection without an answer");
            }
            line.append((char) read);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
