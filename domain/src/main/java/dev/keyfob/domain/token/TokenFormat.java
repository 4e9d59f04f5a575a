package dev.keyfob.domain.token;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text format of a secret: a prefix, 32 random base62 characters, and a checksum of 6 characters.
 *
 * <p>With the checksum, scanners and this service can reject look-alikes without a look-up. It proves nothing, because
 * anyone can compute it. The rules are published in {@code docs/token-format.md}. A change of them would make every
 * existing token invalid.
 */
public final class TokenFormat {

    public static final String DEFAULT_PREFIX = "kfpat_";

    /** A URI scheme that marks a string as a secret (RFC 8959). Accepted on input, never written. */
    private static final String SECRET_TOKEN_SCHEME = "secret-token:";

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LENGTH = 32;
    private static final int CHECKSUM_LENGTH = 6;

    private static final int MOST_OF_A_SECRET = 24;

    /** The minimum length of a prefix without its underscore. */
    public static final int SHORTEST_PREFIX = 3;

    /** The maximum length of a prefix without its underscore. */
    public static final int LONGEST_PREFIX = 14;

    private static final byte[] DIGITS = digits();

    /** The length of the random part and the checksum, which are letters and digits. */
    public static final int LENGTH_AFTER_PREFIX = RANDOM_LENGTH + CHECKSUM_LENGTH;

    /** The form of a prefix. */
    public static final String PREFIX_PATTERN =
            "[a-z][a-z0-9]{" + (SHORTEST_PREFIX - 1) + "," + (LONGEST_PREFIX - 1) + "}_";

    private static final Pattern PREFIX = Pattern.compile(PREFIX_PATTERN);

    private final String prefix;

    public TokenFormat(String prefix) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("a prefix is 3 to 14 lower-case letters and digits, then _");
        }
        this.prefix = prefix;
    }

    public static TokenFormat standard() {
        return new TokenFormat(DEFAULT_PREFIX);
    }

    public String prefix() {
        return prefix;
    }

    /**
     * Generates a secret of about 190 bits. Only a {@link SecureRandom} is accepted, so a weak source of randomness
     * does not compile.
     */
    public TokenSecret generate(SecureRandom random) {
        String unchecked = prefix + randomBase62(random, RANDOM_LENGTH);
        return new TokenSecret(unchecked + checksum(unchecked));
    }

    /**
     * Parses a presented token; empty if it cannot be one. Accepts every prefix, so tokens that were issued under an
     * earlier prefix keep working.
     */
    public static Optional<TokenSecret> parse(String presented) {
        String text = withoutScheme(presented);
        // Characters outside of Latin-1 become question marks, which no token contains.
        byte[] letters = text.getBytes(StandardCharsets.ISO_8859_1);
        return hasForm(letters) && isChecksumRight(letters) ? Optional.of(new TokenSecret(text)) : Optional.empty();
    }

    /**
     * Whether the text is intended as a token of this service, valid or not: it begins with the current prefix, or has
     * the form of a token with an earlier one.
     */
    public boolean isMeant(String text) {
        return withoutScheme(text).startsWith(prefix) || parse(text).isPresent();
    }

    /**
     * Whether the text contains a secret or most of one: more letters and digits after a prefix than a name has. Such
     * text must never get into a URL or a log, even if the checksum is wrong.
     */
    public static boolean holdsSecret(String text) {
        int run = 0;
        boolean isBehindPrefix = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '_') {
                isBehindPrefix = run >= SHORTEST_PREFIX;
                run = 0;
            } else if (letter <= Byte.MAX_VALUE && digit((byte) letter) >= 0) {
                run++;
                if (isBehindPrefix && run >= MOST_OF_A_SECRET) {
                    return true;
                }
            } else {
                isBehindPrefix = false;
                run = 0;
            }
        }
        return false;
    }

    private static String withoutScheme(String text) {
        return text.startsWith(SECRET_TOKEN_SCHEME) ? text.substring(SECRET_TOKEN_SCHEME.length()) : text;
    }

    // Written by hand, because a regular expression takes longer than the rest of the verification. TokenFormatTest
    // compares the two.
    private static boolean hasForm(byte[] letters) {
        int underscore = letters.length - LENGTH_AFTER_PREFIX - 1;
        if (underscore < SHORTEST_PREFIX || underscore > LONGEST_PREFIX || letters[underscore] != '_') {
            return false;
        }
        for (int i = 0; i < underscore; i++) {
            byte letter = letters[i];
            boolean isDigit = letter >= '0' && letter <= '9';
            if (!(letter >= 'a' && letter <= 'z' || isDigit && i > 0)) {
                return false;
            }
        }
        for (int i = underscore + 1; i < letters.length; i++) {
            if (digit(letters[i]) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isChecksumRight(byte[] letters) {
        int end = letters.length - CHECKSUM_LENGTH;
        long written = 0;
        for (int i = end; i < letters.length; i++) {
            written = written * ALPHABET.length() + digit(letters[i]);
        }
        return written == crc(letters, end);
    }

    /** Returns the value of the letter in base62; negative if it is not in the alphabet. */
    private static int digit(byte letter) {
        return letter < 0 ? -1 : DIGITS[letter];
    }

    private static byte[] digits() {
        byte[] digits = new byte[Byte.MAX_VALUE + 1];
        Arrays.fill(digits, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            digits[ALPHABET.charAt(i)] = (byte) i;
        }
        return digits;
    }

    /** Returns random letters and digits, each equally likely. */
    public static String randomBase62(SecureRandom random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** Returns the CRC-32 (IEEE) of the ASCII bytes, in base62, most significant first, padded with zeros to 6. */
    static String checksum(String unchecked) {
        char[] digits = new char[CHECKSUM_LENGTH];
        long rest = crc(unchecked.getBytes(StandardCharsets.US_ASCII), unchecked.length());
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(digits);
    }

    private static long crc(byte[] letters, int end) {
        CRC32 crc = new CRC32();
        crc.update(letters, 0, end);
        return crc.getValue();
    }
}
