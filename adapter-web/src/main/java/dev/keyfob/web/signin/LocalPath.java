package dev.keyfob.web.signin;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A path on this server to go on to after signing in. Far stricter than URLs are: ours need no more. The longest names
 * a hundred tokens.
 */
record LocalPath(String value) {

    // No group is repeated: each round of such a group takes a piece of the stack, and a long address has many.
    private static final Pattern FORM = Pattern.compile("(?![^?]*//)(?!.*%(?![0-9A-Fa-f]{2}))"
            + "/[A-Za-z0-9_/-]*[A-Za-z0-9_-](\\?[A-Za-z0-9._~!$*,;:@/?&=+%-]*)?");
    private static final int LONGEST = 5000;
    static final LocalPath HOME = new LocalPath("/");

    /** This one, or where it is longer than that, its page without the query. */
    LocalPath atMost(int length) {
        return value.length() <= length ? this : new LocalPath(value.substring(0, value.indexOf('?')));
    }

    /** Empty where it is not a path of this server, or might lead a browser off it. */
    static Optional<LocalPath> parse(String typed) {
        return typed != null && typed.length() <= LONGEST && FORM.matcher(typed).matches()
                ? Optional.of(new LocalPath(typed))
                : Optional.empty();
    }
}
