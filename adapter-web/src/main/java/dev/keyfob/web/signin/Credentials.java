package dev.keyfob.web.signin;

import java.util.Optional;

/**
 * Parses the credentials after the scheme of an Authorization header (token68, RFC 9110 section 11.4). The scheme's
 * name is case-insensitive. Written without regular expressions, because every verification calls it.
 */
public final class Credentials {

    private static final String OTHERS = "-._~+/";

    /** RFC 8959: may precede a token. The colon is not a token68 character. */
    private static final String SECRET_TOKEN_SCHEME = "secret-token:";

    private Credentials() {}

    /** Returns whether the header has this scheme, whatever follows. */
    static boolean isOf(String scheme, String header) {
        return header.regionMatches(true, 0, scheme, 0, scheme.length())
                && (header.length() == scheme.length() || header.charAt(scheme.length()) == ' ');
    }

    /** Returns the credentials. Empty if the header has another scheme or is malformed. */
    public static Optional<String> of(String scheme, String header) {
        int start = scheme.length();
        if (!isOf(scheme, header)) {
            return Optional.empty();
        }
        while (start < header.length() && header.charAt(start) == ' ') {
            start++;
        }
        String found = header.substring(start);
        int prefix = found.startsWith(SECRET_TOKEN_SCHEME) ? SECRET_TOKEN_SCHEME.length() : 0;
        return isToken68(found, prefix) ? Optional.of(found) : Optional.empty();
    }

    private static boolean isToken68(String text, int from) {
        int end = text.length();
        while (end > from && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = from; i < end; i++) {
            char letter = text.charAt(i);
            boolean isLetterOrDigit =
                    letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z' || letter >= '0' && letter <= '9';
            if (!isLetterOrDigit && OTHERS.indexOf(letter) < 0) {
                return false;
            }
        }
        return end > from;
    }
}
