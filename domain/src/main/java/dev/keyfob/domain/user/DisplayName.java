package dev.keyfob.domain.user;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.text.PlainLine;
import java.util.Optional;

/**
 * A person's name as they or an administrator typed it: up to 100 code points of plain text on one line, or none. It is
 * shown and identifies nobody.
 */
public record DisplayName(Optional<String> value) {

    /** In code points, after normalisation. */
    public static final int LONGEST = 100;

    /** Reads a name; nothing but white space means none. */
    public static DisplayName parse(String typed) {
        if (!PlainLine.isPlain(PlainLine.stripped(typed))) {
            throw new Refusal(
                    Reason.NAME_NOT_PLAIN,
                    "The name holds a character that cannot be seen or does not belong in one line of text,"
                            + " such as a line break. Type the name again, without pasting it.");
        }
        String name = PlainLine.tidied(typed);
        int length = name.codePointCount(0, name.length());
        if (length > LONGEST) {
            throw new Refusal(
                    Reason.NAME_TOO_LONG,
                    "A name has at most " + LONGEST + " characters; this one has " + length + ". Shorten it.");
        }
        return new DisplayName(Optional.of(name).filter(text -> !PlainLine.isBlank(text)));
    }
}
