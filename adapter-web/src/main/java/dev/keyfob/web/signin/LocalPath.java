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

    /** Returns this path, without its query if it is longer than {@code length}. */
    LocalPath atMost(int length) {
        return value.length() <= length ? this : new LocalPath(value.substring(0, value.indexOf('?')));
    }

    /** Parses a path. Empty if it is not a path of this server or might lead a browser to another one. */
    static Optional<LocalPath> parse(String typed) {
        return typed != null && typed.length() <= LONGEST && FORM.matcher(typed).matches()
                ? Optional.of(new LocalPath(typed))
                : Optional.empty();
    }
}
