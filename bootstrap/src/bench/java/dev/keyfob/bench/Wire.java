package dev.keyfob.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One keep-alive connection: writes prepared bytes and reads one answer. It does as little as possible, because it
 * shares the processors with the server that it measures.
 */
final class Wire implements AutoCloseable {

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private byte[] buffer = new byte[32 * 1024];
    private int filled;
    private int headLength;
    private int bodyStart;
    private int bodyLength;

    Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        out = socket.getOutputStream();
        in = socket.getInputStream();
    }

    /** Sends a request, waits for the complete answer, and returns its status. */
    int ask(byte[] request) throws IOException {
        out.write(request);
        filled = 0;
        headLength = 0;
        bodyLength = 0;
        int searched = 0;
        while (headLength == 0) {
            fill();
            searched = findHead(searched);
        }
        bodyStart = headLength;
        int status = (buffer[9] - '0') * 100 + (buffer[10] - '0') * 10 + buffer[11] - '0';
        int length = contentLength();
        if (length >= 0) {
            bodyLength = length;
            while (filled < headLength + length) {
                fill();
            }
        } else if (status != 204 && status != 304) {
            readChunks();
        }
        return status;
    }

    /** The status line and headers of the latest answer. */
    String head() {
        return new String(buffer, 0, headLength, StandardCharsets.ISO_8859_1);
    }

    byte[] body() {
        return Arrays.copyOfRange(buffer, bodyStart, bodyStart + bodyLength);
    }

    Optional<String> header(String name) {
        Matcher line = Pattern.compile("\r\n" + name + ": *([^\r]*)", Pattern.CASE_INSENSITIVE)
                .matcher(head());
        return line.find() ? Optional.of(line.group(1)) : Optional.empty();
    }

    private void fill() throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            throw new EOFException("the server closed the connection");
        }
        filled += read;
    }

    private int findHead(int from) {
        for (int i = Math.max(3, from); i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 2] == '\n') {
                headLength = i + 1;
                return i;
            }
        }
        return filled;
    }

    /** Returns the content length, or -1 if the answer has none. */
    private int contentLength() {
        for (int i = 0; i < headLength - 16; i++) {
            if (buffer[i] == '\n' && isContentLength(i + 1)) {
                int length = 0;
                for (int j = i + 16; buffer[j] != '\r'; j++) {
                    if (buffer[j] != ' ') {
                        length = 10 * length + buffer[j] - '0';
                    }
                }
                return length;
            }
        }
        return -1;
    }

    private boolean isContentLength(int at) {
        String name = "content-length:";
        for (int i = 0; i < name.length(); i++) {
            if ((buffer[at + i] | 0x20) != (name.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
    }

    // Moves the chunks together, so that body() finds the body in one piece.
    private void readChunks() throws IOException {
        int position = headLength;
        while (true) {
            int lineEnd = findLineEnd(position);
            int size = Integer.parseInt(
                    new String(buffer, position, lineEnd - position - 1, StandardCharsets.US_ASCII).strip(), 16);
            int start = lineEnd + 1;
            while (filled < start + size + 2) {
                fill();
            }
            if (size == 0) {
                return;
            }
            System.arraycopy(buffer, start, buffer, bodyStart + bodyLength, size);
            bodyLength += size;
            position = start + size + 2;
        }
    }

    private int findLineEnd(int from) throws IOException {
        for (int i = from; ; i++) {
            while (i >= filled) {
                fill();
            }
            if (buffer[i] == '\n') {
                return i;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
