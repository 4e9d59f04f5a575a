package dev.keyfob.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One kind of request, with the bytes of many instances.
 *
 * @param path the part of the path that all requests share, for the servers that only repeat an answer
 * @param status the status of a good answer
 */
record Scenario(String name, String method, String path, List<byte[]> requests, int status) {

    static byte[] request(String method, String path, String headers, String body) {
        String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
        return (method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + length + "\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Writes the requests in the format that the script of {@link Wrk} reads. */
    void write(Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] request : requests) {
            bytes.write((request.length + "\n").getBytes(StandardCharsets.US_ASCII));
            bytes.write(request);
        }
        Files.write(file, bytes.toByteArray());
    }
}
