package dev.keyfob.web.problem;

import java.util.List;

/** The kind of client that sent a request, as far as its headers show. It decides who reads the answer. */
public enum ClientKind {
    /** A program, which compares codes. */
    PROGRAM,
    /** A person at a browser. */
    BROWSER,
    /** git, which shows its user nothing but plain text. */
    GIT;

    /** The headers on which answers depend. */
    public static final String HEADERS = "Accept, User-Agent";

    /**
     * Returns the kind of a request with these headers. Some programs, Java's own client among them, also accept
     * {@code text/html}. Only browsers accept XHTML.
     */
    public static ClientKind of(List<String> accept, List<String> userAgent) {
        if (userAgent.stream().anyMatch(name -> name.startsWith("git/"))) {
            return GIT;
        }
        return accept.stream().anyMatch(types -> types.contains("application/xhtml+xml")) ? BROWSER : PROGRAM;
    }
}
