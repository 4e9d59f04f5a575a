package dev.keyfob.web.problem;

import java.util.Map;

/** An answer to a program: its status, its headers beside those of every answer, and its body, which may be empty. */
public record Answer(int status, Map<String, String> headers, String contentType, byte[] body) {

    private static final byte[] NOTHING = {};

    public static Answer empty(int status, Map<String, String> headers) {
        return new Answer(status, headers, "", NOTHING);
    }
}
