package dev.keyfob.domain.user;

import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.text.PlainLine;
import dev.keyfob.domain.text.TypedName;
import java.util.Optional;

/**
 * A person's name as they or an administrator typed it: up to 100 code points of plain text on one line, or empty. It
 * is only displayed and identifies nobody.
 */
public record DisplayName(Optional<String> value) {

    /** In code points, after normalisation. */
    public static final int LONGEST = 100;

    /**
     * Parses a name. White space alone means no name.
     *
     * @throws Refusal NAME_NOT_PLAIN or NAME_TOO_LONG
     */
    public static DisplayName parse(String typed) {
        String name = TypedName.tidied(typed);
        TypedName.requireAtMost(LONGEST, name);
        return new DisplayName(Optional.of(name).filter(text -> !PlainLine.isBlank(text)));
    }
}
