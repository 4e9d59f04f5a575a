package dev.keyfob.web.problem;

import java.util.Map;

/**
 * An answer to a program: a status, a body, which may be empty, and what headers it has beside those of every answer.
 */
public record Answer(int status, Map<String, String> headers, String contentType, byte[] body) {

    private static final byte[] NOTHING = {};

    public static Answer empty(int status, Map<String, String> headers) {
        return new Answer(status, headers, "", NOTHING);
    }
}
