package dev.keyfob.domain.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.text.Caseless;
import dev.keyfob.domain.text.PlainLine;
import dev.keyfob.domain.text.TypedName;
import java.security.SecureRandom;

/**
 * What a person calls a token: 1 to 100 code points of plain text on one line.
 *
 * <p>Kept in Unicode NFC, without outer white space and with inner runs of it folded to one space. Two names are the
 * same name when their {@link #folded()} forms are equal.
 */
public record TokenName(String value) {

    /** In code points, after normalisation. */
    public static final int LONGEST = 100;

    public TokenName {
        // Not whether it is plain: a stored name stays readable when the rules for new ones or Java change.
        if (!value.equals(PlainLine.tidied(value))
                || value.isEmpty()
                || value.codePointCount(0, value.length()) > LONGEST) {
            throw new IllegalArgumentException("not a token name");
        }
    }

    /**
     * Reads a name as it was typed.
     *
     * @throws Refusal NAME_NOT_PLAIN, NAME_MISSING or NAME_TOO_LONG
     */
    public static TokenName parse(String typed) {
        String name = TypedName.tidied(typed);
        if (PlainLine.isBlank(name)) {
            throw new Refusal(Reason.NAME_MISSING, "Enter a name that tells you later where the token is used.");
        }
        TypedName.requireAtMost(LONGEST, name);
        return new TokenName(name);
    }

    /** A name for a token that was made without one. */
    public static TokenName generate(SecureRandom random) {
        return new TokenName("Token " + TokenFormat.randomBase62(random, 8));
    }

    /** The form in which names are compared: NFKC and without regard to case. */
    public String folded() {
        return Caseless.fold(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
