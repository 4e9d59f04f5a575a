package dev.keyfob.domain.user;

import dev.keyfob.domain.digest.Sha256;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * A random code that works once: 140 bits, in groups of letters and digits that people can type. Only its digest is
 * stored, as {@link IssuedCode}.
 *
 * <p>A link has the code in its fragment, as {@code /page#code}. Browsers do not send the fragment, so the code is in
 * no request URL, no log and no {@code Referer}. A script copies it into the form's field; without JavaScript, people
 * type or paste it there.
 */
public final class OneTimeCode {

    /** Crockford's base 32, whose letters cannot be mistaken for each other. */
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int LENGTH = 28;
    private static final int GROUP = 4;

    /**
     * The longest text that is parsed, in characters, which is longer than any link with a code. Limits the work for
     * the server.
     */
    private static final int LONGEST_TYPED = 2_000;

    private final String symbols;

    private OneTimeCode(String symbols) {
        this.symbols = symbols;
    }

    public static OneTimeCode generate(SecureRandom random) {
        StringBuilder symbols = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            symbols.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new OneTimeCode(symbols.toString());
    }

    /**
     * Parses a typed code; empty if it cannot be one. Ignores case, blanks and hyphens, and takes letters that look
     * like a digit as that digit. Of a whole link, parses the part after its {@code #}.
     */
    public static Optional<OneTimeCode> parse(String typed) {
        if (typed.length() > LONGEST_TYPED) {
            return Optional.empty();
        }
        StringBuilder symbols = new StringBuilder(LENGTH);
        String code = typed.substring(typed.lastIndexOf('#') + 1).toLowerCase(Locale.ROOT);
        for (int i = 0; i < code.length(); i++) {
            char symbol = asMeant(code.charAt(i));
            if (symbol == '-' || Character.isWhitespace(symbol)) {
                continue;
            }
            if (ALPHABET.indexOf(symbol) < 0 || symbols.length() == LENGTH) {
                return Optional.empty();
            }
            symbols.append(symbol);
        }
        return symbols.length() == LENGTH ? Optional.of(new OneTimeCode(symbols.toString())) : Optional.empty();
    }

    public CodeDigest digest() {
        return new CodeDigest(Sha256.of("one-time code:" + symbols));
    }

    /** Returns the plain text in groups, only for the link or the file that delivers it. */
    public String reveal() {
        StringBuilder grouped = new StringBuilder(symbols);
        for (int i = LENGTH - GROUP; i > 0; i -= GROUP) {
            grouped.insert(i, '-');
        }
        return grouped.toString();
    }

    @Override
    public String toString() {
        return "OneTimeCode[hidden]";
    }

    private static char asMeant(char symbol) {
        return switch (symbol) {
            case 'o' -> '0';
            case 'i', 'l' -> '1';
            default -> symbol;
        };
    }
}
