package dev.keyfob.domain.leak;

import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenSecret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds tokens in arbitrary bytes, with any prefix and next to any characters. The checksum decides, so a look-alike is
 * dropped without a look-up. At most one buffer of the bytes is in memory.
 */
public final class TokenSearch {

    private static final int BUFFER = 64 * 1024;
    private static final int AFTER = TokenFormat.LENGTH_AFTER_PREFIX;

    private TokenSearch() {}

    /**
     * Reads the stream to its end. A line ends with a line feed. Columns count UTF-8 characters. Tokens in UTF-16 text
     * are found too, because a zero byte after another byte is skipped.
     */
    public static void in(InputStream bytes, Consumer<TokenMatch> found) throws IOException {
        byte[] window = new byte[BUFFER];
        int filled = 0;
        int next = 0;
        long line = 1;
        long column = 0;
        int counted = 0;
        boolean wasZero = false;
        boolean more = true;
        while (more) {
            int read = bytes.read(window, filled, window.length - filled);
            more = read >= 0;
            if (read > 0) {
                boolean endsWithZero = window[filled + read - 1] == 0;
                filled = withoutZeros(window, filled, filled + read, wasZero);
                wasZero = endsWithZero;
            }
            // An underscore may be part of a token. It is checked once all bytes that may belong to the token are in
            // the window.
            int end = more ? filled - AFTER : filled;
            for (; next < end; next++) {
                byte b = window[next];
                if (b == '\n') {
                    line++;
                    column = 0;
                    counted = next + 1;
                } else if (b == '_' && isFollowed(window, next + 1, filled)) {
                    int begin = next - prefixBefore(window, next);
                    if (next - begin >= TokenFormat.SHORTEST_PREFIX) {
                        int last = next + 1 + AFTER;
                        column += characters(window, counted, begin);
                        counted = begin;
                        report(new String(window, begin, last - begin, StandardCharsets.US_ASCII), line, column, found);
                    }
                }
            }
            int kept = Math.max(0, next - TokenFormat.LONGEST_PREFIX);
            column += characters(window, counted, kept);
            System.arraycopy(window, kept, window, 0, filled - kept);
            counted = Math.max(counted, kept) - kept;
            filled -= kept;
            next -= kept;
        }
    }

    // Other characters may directly precede the prefix, as in key=\nkfpat_. The checksum tells where the token begins.
    private static void report(String text, long line, long columnsBefore, Consumer<TokenMatch> found) {
        int shortest = TokenFormat.SHORTEST_PREFIX + 1 + AFTER;
        for (int begin = 0; begin <= text.length() - shortest; begin++) {
            Optional<TokenSecret> secret = TokenFormat.parse(text.substring(begin));
            if (secret.isPresent()) {
                found.accept(new TokenMatch(secret.get(), line, columnsBefore + begin + 1, text.length() - begin));
                return;
            }
        }
    }

    private static boolean isFollowed(byte[] window, int begin, int filled) {
        if (begin + AFTER > filled) {
            return false;
        }
        for (int i = begin; i < begin + AFTER; i++) {
            if (!isLowerOrDigit(window[i]) && (window[i] < 'A' || window[i] > 'Z')) {
                return false;
            }
        }
        return true;
    }

    private static int prefixBefore(byte[] window, int underscore) {
        int length = 0;
        while (length < TokenFormat.LONGEST_PREFIX
                && length < underscore
                && isLowerOrDigit(window[underscore - length - 1])) {
            length++;
        }
        return length;
    }

    /** Removes each zero byte that follows another byte from the new bytes, and returns where they end then. */
    private static int withoutZeros(byte[] window, int begin, int end, boolean wasZero) {
        int kept = begin;
        boolean isBehindZero = wasZero;
        for (int i = begin; i < end; i++) {
            boolean isZero = window[i] == 0;
            if (!isZero || isBehindZero) {
                window[kept++] = window[i];
            }
            isBehindZero = isZero;
        }
        return kept;
    }

    private static long characters(byte[] window, int begin, int end) {
        long characters = 0;
        for (int i = begin; i < end; i++) {
            // In UTF-8, all bytes of a character but the first begin with the bits 10.
            characters += (window[i] & 0xC0) == 0x80 ? 0 : 1;
        }
        return characters;
    }

    private static boolean isLowerOrDigit(byte b) {
        return b >= 'a' && b <= 'z' || b >= '0' && b <= '9';
    }
}
