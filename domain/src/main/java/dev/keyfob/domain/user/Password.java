package dev.keyfob.domain.user;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.text.Caseless;
import dev.keyfob.domain.text.PlainLine;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.Stream;

/**
 * A password as typed, in Unicode NFKC, because keyboards encode the same letters differently. Otherwise it is exact:
 * never trimmed, folded or shortened.
 *
 * <p>Follows NIST SP 800-63B: length is the only composition rule, and passwords that are guessed first are refused.
 */
public final class Password {

    /** 15 characters, because a password is the only factor of a local account. */
    static final int SHORTEST = 15;

    /** The rule to show before a password is typed. */
    public static final String RULE =
            "A password has at least " + SHORTEST + " characters. A few unrelated words do well.";

    static final int LONGEST = 256;

    /**
     * The longest text that is normalized, in characters, which is longer than any encoding of the longest password.
     * Limits the work for the server.
     */
    private static final int LONGEST_TYPED = 4 * LONGEST;

    private static final List<String> RUNS = List.of(
            "abcdefghijklmnopqrstuvwxyz",
            "qwertyuiopasdfghjklzxcvbnm",
            "0123456789",
            "1234567890",
            "1qaz2wsx3edc4rfv5tgb");

    private final List<String> spellings;

    private Password(List<String> spellings) {
        this.spellings = List.copyOf(spellings);
    }

    /** Accepts any password typed at sign-in, because the rules for new passwords do not apply there. */
    public static Password attempt(String typed) {
        Stream<String> possible = typed.length() > LONGEST_TYPED ? Stream.of() : Stream.of(normalise(typed), typed);
        List<String> spellings =
                possible.filter(text -> text.length() <= LONGEST).distinct().toList();
        return new Password(spellings.isEmpty() ? List.of("") : spellings);
    }

    /**
     * Parses a new password for {@code owner}.
     *
     * @throws Refusal PASSWORD_TOO_LONG, PASSWORD_NOT_PLAIN, PASSWORD_TOO_SHORT or PASSWORD_GUESSABLE, with the rule to
     * follow
     */
    public static Password parse(String typed, Email owner) {
        if (typed.length() > LONGEST_TYPED) {
            throw tooLong();
        }
        String password = normalise(typed);
        if (!canBeTypedAgain(password)) {
            throw new Refusal(
                    Reason.PASSWORD_NOT_PLAIN,
                    "The password holds a character that cannot be typed at sign-in, such as a line break, a tab or one"
                            + " that cannot be seen. Give it in UTF-8, on one line.");
        }
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            throw new Refusal(Reason.PASSWORD_TOO_SHORT, RULE);
        }
        if (password.length() > LONGEST) {
            throw tooLong();
        }
        if (isGuessable(Caseless.fold(password), owner)) {
            throw new Refusal(
                    Reason.PASSWORD_GUESSABLE,
                    "That password is among the first that anyone would try. Choose a few unrelated words.");
        }
        return new Password(List.of(password));
    }

    /** Returns the normalized characters, only for the hash function. */
    public String reveal() {
        return spellings.get(0);
    }

    /**
     * Returns all forms that may have been hashed, the normalized one first. Older hashes are of the text as typed,
     * before passwords were normalized.
     */
    public List<String> revealSpellings() {
        return spellings;
    }

    @Override
    public String toString() {
        return "Password[hidden]";
    }

    private static String normalise(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC);
    }

    // The replacement character means that a decoder could not read some bytes.
    private static boolean canBeTypedAgain(String password) {
        return PlainLine.isPlain(password) && password.indexOf('\t') < 0 && password.indexOf('\uFFFD') < 0;
    }

    private static Refusal tooLong() {
        return new Refusal(
                Reason.PASSWORD_TOO_LONG, "A password has at most " + LONGEST + " characters. Choose a shorter one.");
    }

    // Finds guessable passwords that no list contains: repeats, keyboard runs, and the user's own name.
    private static boolean isGuessable(String folded, Email owner) {
        String rest = folded.replace(owner.value(), "").replace(owner.localPart(), "");
        return folded.codePoints().distinct().count() < 5
                || rest.length() < SHORTEST / 2
                || isRepeated(folded)
                || isRun(folded)
                || CommonPasswords.contain(folded)
                || folded.replaceAll("[^a-z]", "").matches("(password|passwort|letmein|welcome|keyfob|admin|secret)+");
    }

    private static boolean isRepeated(String text) {
        return (text + text).indexOf(text, 1) < text.length();
    }

    private static boolean isRun(String text) {
        String reversed = new StringBuilder(text).reverse().toString();
        return RUNS.stream().map(run -> run.repeat(4)).anyMatch(run -> run.contains(text) || run.contains(reversed));
    }
}
