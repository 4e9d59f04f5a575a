package dev.keyfob.web.problem;

import java.util.List;

/** What kind of program asks, and so who reads the answer, as far as a request tells. */
public enum ClientKind {
    /** A program: it compares codes. */
    PROGRAM,
    /** A person at a browser. */
    BROWSER,
    /** git, which shows its user nothing but plain text. */
    GIT;

    /** By which answers differ. */
    public static final String HEADERS = "Accept, User-Agent";

    /**
     * Of a request with these headers. Programs name {@code text/html}, too, Java's own among them; XHTML is named by
     * browsers alone.
     */
    public static ClientKind of(List<String> accept, List<String> userAgent) {
        if (userAgent.stream().anyMatch(name -> name.startsWith("git/"))) {
            return GIT;
        }
        return accept.stream().anyMatch(types -> types.contains("application/xhtml+xml")) ? BROWSER : PROGRAM;
    }
}
