package dev.keyfob.domain.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads a secret that is alone in a file or on standard input, as one line of UTF-8. Removes the byte order mark and
 * the line end that editors and shells add. Keeps blanks, because they may be part of the secret.
 */
public final class SecretLine {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private SecretLine() {}

    /** Returns the secret; empty if the bytes are not UTF-8, or contain a second line or a control character. */
    public static Optional<String> read(byte[] bytes) {
        return decoded(bytes)
                .map(SecretLine::unwrapped)
                .filter(line -> line.codePoints().noneMatch(Character::isISOControl));
    }

    /** Decodes UTF-8 strictly, because a replacement character for an invalid byte would change the secret. */
    public static Optional<String> decoded(byte[] utf8) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
            return Optional.of(text.toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Returns the text without a byte order mark and without one line end. */
    public static String unwrapped(String text) {
        String unmarked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        return unmarked.replaceFirst("(\r\n|\n|\r)\\z", "");
    }
}
