package dev.keyfob.domain.user;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.List;
import java.util.Locale;

/**
 * A password as it was typed, byte for byte: never trimmed, folded or shortened.
 *
 * <p>NIST SP 800-63B: length is the only composition rule; what anyone would guess first is refused.
 */
public final class Password {

    /** 15 characters, because a password is the only factor of a local account. */
    static final int SHORTEST = 15;

    static final int LONGEST = 256;

    private static final List<String> RUNS = List.of(
            "abcdefghijklmnopqrstuvwxyz",
            "qwertyuiopasdfghjklzxcvbnm",
            "0123456789",
            "1234567890",
            "1qaz2wsx3edc4rfv5tgb");

    private final String typed;

    private Password(String typed) {
        this.typed = typed;
    }

    /** Takes whatever was typed at sign-in; the rules for new passwords do not apply there. */
    public static Password attempt(String typed) {
        return new Password(typed.length() > LONGEST ? "" : typed);
    }

    /** Reads a new password for {@code owner}, or refuses it with what would do. */
    public static Password parse(String typed, Email owner) {
        int length = typed.codePointCount(0, typed.length());
        if (length < SHORTEST) {
            throw new Refusal(
                    Reason.PASSWORD_TOO_SHORT,
                    "A password has at least " + SHORTEST + " characters. A few unrelated words do well.");
        }
        if (typed.length() > LONGEST) {
            throw new Refusal(
                    Reason.PASSWORD_TOO_LONG,
                    "A password has at most " + LONGEST + " characters. Choose a shorter one.");
        }
        if (isGuessable(typed.toLowerCase(Locale.ROOT), owner)) {
            throw new Refusal(
                    Reason.PASSWORD_GUESSABLE,
                    "That password is among the first that anyone would try. Choose a few unrelated words.");
        }
        return new Password(typed);
    }

    /** The characters themselves: for the hash function, and for nothing else. */
    public String reveal() {
        return typed;
    }

    @Override
    public String toString() {
        return "Password[hidden]";
    }

    // Lists of common passwords end below 15 characters but for these shapes: repeats, keyboard runs, one's own name.
    private static boolean isGuessable(String lower, Email owner) {
        String rest = lower.replace(owner.value(), "").replace(owner.localPart(), "");
        return lower.codePoints().distinct().count() < 5
                || rest.length() < SHORTEST / 2
                || isRepeated(lower)
                || isRun(lower)
                || lower.replaceAll("[^a-z]", "").matches("(password|passwort|letmein|welcome|keyfob|admin|secret)+");
    }

    private static boolean isRepeated(String text) {
        return (text + text).indexOf(text, 1) < text.length();
    }

    private static boolean isRun(String text) {
        String reversed = new StringBuilder(text).reverse().toString();
        return RUNS.stream().map(run -> run.repeat(4)).anyMatch(run -> run.contains(text) || run.contains(reversed));
    }
}
