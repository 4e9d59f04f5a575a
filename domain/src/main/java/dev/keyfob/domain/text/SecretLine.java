package dev.keyfob.domain.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A secret that stands alone in a file or on standard input: one line of UTF-8. Editors and shells put a byte order
 * mark before it and a line end after it, which nobody means; blanks may be part of it.
 */
public final class SecretLine {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private SecretLine() {}

    /** Empty where the bytes are not UTF-8, or hold another line or a control character. */
    public static Optional<String> read(byte[] bytes) {
        return decoded(bytes)
                .map(SecretLine::unwrapped)
                .filter(line -> line.codePoints().noneMatch(Character::isISOControl));
    }

    /** Strictly: a replacement character in place of what cannot be read would make another secret of it. */
    public static Optional<String> decoded(byte[] utf8) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
            return Optional.of(text.toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Without a byte order mark and one line end. */
    public static String unwrapped(String text) {
        String unmarked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        return unmarked.replaceFirst("(\r\n|\n|\r)\\z", "");
    }
}
