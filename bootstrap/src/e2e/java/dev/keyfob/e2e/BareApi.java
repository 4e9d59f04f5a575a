package dev.keyfob.e2e;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An API behind a proxy, on a plain socket: it accepts any bytes as the request target, reads headers as CGI does, and
 * records the requests that reached it.
 */
final class BareApi implements AutoCloseable {

    /**
     * A request that the API received.
     *
     * @param variables its headers, under the names that CGI gives them (RFC 3875 section 4.1.18)
     * @param length length of the body
     */
    record Received(String target, Map<String, String> variables, long length) {}

    /** The answer to a request whose path contains {@code /forbidden}. */
    static final String FORBIDDEN = "The API itself says no";

    private final ServerSocket door;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> received = new CopyOnWriteArrayList<>();

    BareApi() throws IOException {
        door = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
        threads.execute(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    List<Received> received() {
        return received;
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = door.accept();
                threads.execute(() -> answer(caller));
            }
        } catch (IOException closed) {
            // The test has ended and closed the socket.
        }
    }

    private void answer(Socket caller) {
        try (caller) {
            InputStream in = new BufferedInputStream(caller.getInputStream());
            boolean goesOn = true;
            while (goesOn) {
                String request = line(in);
                Map<String, String> variables = variables(in);
                received.add(new Received(
                        request.substring(request.indexOf(' ') + 1, request.lastIndexOf(' ')),
                        variables,
                        lengthOfBody(in, variables)));
                String answer = request.contains("/forbidden")
                        ? "HTTP/1.1 403 Forbidden\r\nContent-Length: " + FORBIDDEN.length() + "\r\n\r\n" + FORBIDDEN
                        : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
                caller.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                goesOn = request.endsWith("HTTP/1.1")
                        && !variables.getOrDefault("HTTP_CONNECTION", "").equals("close");
            }
        } catch (IOException over) {
            // The proxy has closed this connection.
        }
    }

    private static Map<String, String> variables(InputStream in) throws IOException {
        Map<String, String> variables = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            String name = header.substring(0, colon).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
            variables.merge("HTTP_" + name, header.substring(colon + 1).strip(), (one, other) -> one + "," + other);
        }
        return variables;
    }

    private static long lengthOfBody(InputStream in, Map<String, String> variables) throws IOException {
        if (!variables.containsKey("HTTP_TRANSFER_ENCODING")) {
            long length = Long.parseLong(variables.getOrDefault("HTTP_CONTENT_LENGTH", "0"));
            in.skipNBytes(length);
            return length;
        }
        long length = 0;
        for (int chunk = chunk(in); chunk > 0; chunk = chunk(in)) {
            length += chunk;
            in.skipNBytes(chunk + 2L);
        }
        line(in);
        return length;
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new IOException("closed");
            }
            line.append((char) read);
        }
        return line.toString().stripTrailing();
    }
}
