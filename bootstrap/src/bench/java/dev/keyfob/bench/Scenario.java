package dev.keyfob.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One kind of request, with the bytes of many.
 *
 * @param path without what differs between the requests; for the servers that only repeat an answer
 * @param status of every answer; with another the measurement is void
 * @param isOnce each request can succeed once only, so the load ends with the last one
 */
record Scenario(String name, String method, String path, List<byte[]> requests, int status, boolean isOnce) {

    static byte[] request(String method, String path, String headers, String body) {
        String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
        return (method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + length + "\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** For servers that change nothing: they can be asked again and again. */
    Scenario repeatable() {
        return new Scenario(name, method, path, requests, status, false);
    }
}
