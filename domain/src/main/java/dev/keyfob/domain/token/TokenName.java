package dev.keyfob.domain.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.text.Caseless;
import dev.keyfob.domain.text.PlainLine;
import dev.keyfob.domain.text.TypedName;
import java.security.SecureRandom;

/**
 * The name that a person gives to a token: 1 to 100 code points of plain text on one line.
 *
 * <p>Stored in Unicode NFC, without outer white space, and with each inner run of white space reduced to one space. Two
 * names are the same if their {@link #folded()} forms are equal.
 */
public record TokenName(String value) {

    /** In code points, after normalisation. */
    public static final int LONGEST = 100;

    public TokenName {
        // Does not check that the name is plain: a stored name must stay readable if the rules for new names or Java
        // change.
        if (!value.equals(PlainLine.tidied(value))
                || value.isEmpty()
                || value.codePointCount(0, value.length()) > LONGEST) {
            throw new IllegalArgumentException("not a token name");
        }
    }

    /**
     * Parses a name as typed.
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

    /** Generates a name for a token that was created without one. */
    public static TokenName generate(SecureRandom random) {
        return new TokenName("Token " + TokenFormat.randomBase62(random, 8));
    }

    /** Returns the form in which names are compared: NFKC and without regard to case. */
    public String folded() {
        return Caseless.fold(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
