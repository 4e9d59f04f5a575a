package dev.keyfob.web.verify;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What verification reads of a request. It is little, so that it needs no web framework in between. */
public interface VerificationRequest {

    String method();

    /** As it came in, percent-encoded. */
    String path();

    /** As it was sent; empty where there is none. */
    Optional<String> query();

    /** Where it came from, as trusted proxies tell. */
    String address();

    List<String> headers(String name);

    /** Of all headers, as they were written. */
    Set<String> headerNames();

    byte[] body();

    /** Reads URL-encoded parameters; throws IllegalArgumentException where they are not well encoded. */
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

    /** Throws IllegalArgumentException where it is not well encoded. */
    static String decoded(String text) {
        // Tokens, ids and permissions need no encoding.
        boolean isPlain = text.indexOf('%') < 0 && text.indexOf('+') < 0;
        return isPlain ? text : URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
