package dev.keyfob.domain.token;

import java.util.Optional;

/**
 * The plain text of a token, which a person copies. Only {@link TokenFormat} creates one, so its form and its checksum
 * are always right.
 *
 * <p>It is deliberately not a record, because a record would print its text. Few places call {@link #reveal()}.
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

    /**
     * Returns the part that lists show, by which people recognize the token: the prefix, an ellipsis, the last four
     * characters.
     */
    public String hint() {
        return text.substring(0, text.indexOf('_') + 1) + "…" + text.substring(text.length() - HINT_LENGTH);
    }

    /**
     * Returns the last four characters of a typed hint: alone, or after an ellipsis or three dots, with or without the
     * prefix. Empty if the text is not a hint.
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

    /** Returns the plain text, only for the response that shows it. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "TokenSecret[hidden]";
    }
}
