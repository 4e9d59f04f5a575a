package dev.keyfob.domain.text;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;

/** Checks and normalizes a name that a user typed: plain text on one line, of limited length. */
public final class TypedName {

    private TypedName() {}

    /**
     * Returns the name in its normal form, as {@link PlainLine#tidied} returns it.
     *
     * @throws Refusal NAME_NOT_PLAIN. Checked before white space is normalized, so a line break is refused and not
     * turned into a space
     */
    public static String tidied(String typed) {
        if (!PlainLine.isPlain(PlainLine.stripped(typed))) {
            throw new Refusal(
                    Reason.NAME_NOT_PLAIN,
                    "The name holds a character that cannot be seen or does not belong in one line of text,"
                            + " such as a line break. Type the name again, without pasting it.");
        }
        return PlainLine.tidied(typed);
    }

    /**
     * Refuses a name of more code points than {@code longest}.
     *
     * @throws Refusal NAME_TOO_LONG
     */
    public static void requireAtMost(int longest, String name) {
        int length = name.codePointCount(0, name.length());
        if (length > longest) {
            throw new Refusal(
                    Reason.NAME_TOO_LONG,
                    "A name has at most " + longest + " characters; this one has " + length + ". Shorten it.");
        }
    }
}
