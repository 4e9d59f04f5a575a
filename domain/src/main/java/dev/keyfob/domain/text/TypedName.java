package dev.keyfob.domain.text;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;

/** A name as somebody typed it, of whatever it is: plain text on one line, and not too long. */
public final class TypedName {

    private TypedName() {}

    /**
     * The name in its normal form, as {@link PlainLine#tidied} makes it.
     *
     * @throws Refusal NAME_NOT_PLAIN. White space is folded only after that: a line break is refused, not quietly made
     *     a space
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
