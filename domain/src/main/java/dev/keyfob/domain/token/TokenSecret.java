package dev.keyfob.domain.token;

import java.util.Optional;

/**
 * The plain text that a person copies. Only {@link TokenFormat} makes one, so it is well-formed and its checksum
 * right.
 *
 * <p>It is not a record, on purpose: a record would print it. {@link #reveal()} is called in few, named places.
 */
public final class TokenSecret {

    private static final int HINT_LENGTH = 4;

    private final String text;

    TokenSecret(String text) {
        this.text = text;
    }

    public TokenDigest digest() {
        return TokenDigest.of(text);
    }

    /** What lists show so that a person knows the token again: prefix, an ellipsis, the last four characters. */
    public String hint() {
        return text.substring(0, text.indexOf('_') + 1) + "…" + text.substring(text.length() - HINT_LENGTH);
    }

    /**
     * The last four characters in what somebody typed of a hint: those alone, or behind an ellipsis or three dots, with
     * or without the prefix. Empty where it is no hint.
     */
    public static Optional<String> hintIn(String typed) {
        int start = typed.length() - HINT_LENGTH;
        if (start < 0 || !typed.substring(start).chars().allMatch(TokenSecret::isLetterOrDigit)) {
            return Optional.empty();
        }
        String before = typed.substring(0, start);
        boolean isHint = before.isEmpty() || before.endsWith("…") || before.endsWith("...");
        return isHint ? Optional.of(typed.substring(start)) : Optional.empty();
    }

    private static boolean isLetterOrDigit(int letter) {
        return letter >= '0' && letter <= '9' || letter >= 'A' && letter <= 'Z' || letter >= 'a' && letter <= 'z';
    }

    /** The text itself: for the one answer that shows it, and for nothing else. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "TokenSecret[hidden]";
    }
}
