package dev.keyfob.web.verify;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parts of a request that verification reads. They are few, so that it needs no web framework. */
public interface VerificationRequest {

    String method();

    /** Returns the path as received, percent-encoded. */
    String path();

    /** Returns the query as received; empty if there is none. */
    Optional<String> query();

    /** Returns the client's address, as reported by trusted proxies. */
    String address();

    List<String> headers(String name);

    /** Returns the names of all headers, as received. */
    Set<String> headerNames();

    byte[] body();

    /** Parses URL-encoded parameters. Throws IllegalArgumentException if they are not well encoded. */
    static Map<String, List<String>> parameters(String encoded) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                parameters
                        .computeIfAbsent(
                                decoded(equals < 0 ? pair : pair.substring(0, equals)), first -> new ArrayList<>())
                        .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    /** Decodes one text. Throws IllegalArgumentException if it is not well encoded. */
    static String decoded(String text) {
        // Skips the decoder for most texts, because tokens, ids and permissions need no encoding.
        boolean isPlain = text.indexOf('%') < 0 && text.indexOf('+') < 0;
        return isPlain ? text : URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
