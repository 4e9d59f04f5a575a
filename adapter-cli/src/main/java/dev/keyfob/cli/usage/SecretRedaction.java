package dev.keyfob.cli.usage;

import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.webhook.SigningSecret;

/**
 * Removes secrets from text that repeats what a user typed, because an error message may end up in a log. Tokens and
 * secrets of API clients are recognised by {@link TokenFormat#holdsSecret}, secrets of webhooks by their prefix.
 */
public final class SecretRedaction {

    private static final String INSTEAD = "(a secret)";
    private static final int MOST_OF_A_SECRET = 24;

    private SecretRedaction() {}

    /** Returns the text with each secret replaced. */
    public static String redact(String text) {
        StringBuilder told = new StringBuilder();
        int begin = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !mayBeOfSecret(text.charAt(i))) {
                String run = text.substring(begin, i);
                told.append(isSecret(run) ? INSTEAD : run);
                if (i < text.length()) {
                    told.append(text.charAt(i));
                }
                begin = i + 1;
            }
        }
        return told.toString();
    }

    static boolean isSecret(String word) {
        int signing = word.indexOf(SigningSecret.PREFIX);
        return TokenFormat.holdsSecret(word)
                || signing >= 0 && word.length() - signing - SigningSecret.PREFIX.length() >= MOST_OF_A_SECRET;
    }

    // Includes the characters of base64, so that a secret is replaced to its end.
    private static boolean mayBeOfSecret(char letter) {
        return letter == '_' || letter == '+' || letter == '/' || letter < 128 && Character.isLetterOrDigit(letter);
    }
}
