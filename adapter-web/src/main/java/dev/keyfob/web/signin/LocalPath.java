package dev.keyfob.web.signin;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A path on this server to open after signing in. The syntax is far stricter than that of URLs, because Keyfob's own
 * paths need no more. The longest path names a hundred tokens.
 */
record LocalPath(String value) {

    // Contains no repeated group: java.util.regex recurses for each repetition, so a long address could overflow the
    // stack.
    private static final Pattern FORM = Pattern.compile("(?![^?]*//)(?!.*%(?![0-9A-Fa-f]{2}))"
            + "/[A-Za-z0-9_/-]*[A-Za-z0-9_-](\\?[A-Za-z0-9._~!$*,;:@/?&=+%-]*)?");
    private static final int LONGEST = 5000;
    static final LocalPath HOME = new LocalPath("/");

    /** Returns this path if it is no longer than {@code length}, or else without its query, or else {@link #HOME}. */
    LocalPath atMost(int length) {
        if (value.length() <= length) {
            return this;
        }
        int query = value.indexOf('?');
        String path = query < 0 ? value : value.substring(0, query);
        return path.length() <= length ? new LocalPath(path) : HOME;
    }

    /** Parses a path. Empty if it is not a path of this server or might lead a browser to another one. */
    static Optional<LocalPath> parse(String typed) {
        return typed != null && typed.length() <= LONGEST && FORM.matcher(typed).matches()
                ? Optional.of(new LocalPath(typed))
                : Optional.empty();
    }
}
