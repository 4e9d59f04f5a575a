package dev.keyfob.domain.leak;

import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenSecret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds tokens in bytes of any kind, whatever their prefix and whatever they are glued to. The checksum decides, so a
 * look-alike is dropped without any look-up. Of the bytes it holds no more than one buffer.
 */
public final class TokenSearch {

    private static final int BUFFER = 64 * 1024;
    private static final int SHORTEST_PREFIX = 3;
    private static final int LONGEST_PREFIX = 14;

    /** The latest bytes, as many as the longest token has and a little more; a power of two. */
    private static final int KEPT = 64;

    private static final int NO_CANDIDATE = -1;

    private TokenSearch() {}

    /**
     * Reads to the end. A line ends with a line feed. A column is a character of UTF-8; text in UTF-16 is found too,
     * because a zero byte between two others is passed over.
     */
    public static void in(InputStream bytes, Consumer<Sighting> found) throws IOException {
        byte[] buffer = new byte[BUFFER];
        byte[] kept = new byte[KEPT];
        long position = 0;
        long line = 1;
        long column = 0;
        int before = 0;
        int run = 0;
        int prefix = 0;
        int after = NO_CANDIDATE;
        for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
            for (int i = 0; i < read; i++) {
                byte b = buffer[i];
                if (b == 0 && before != 0) {
                    before = 0;
                    continue;
                }
                before = b;
                kept[(int) (position++ & KEPT - 1)] = b;
                column += isContinuation(b) ? 0 : 1;
                if (b == '_') {
                    prefix = Math.min(run, LONGEST_PREFIX);
                    after = run < SHORTEST_PREFIX ? NO_CANDIDATE : 0;
                    run = 0;
                } else if (isLowerOrDigit(b) || b >= 'A' && b <= 'Z') {
                    run = b >= 'A' && b <= 'Z' ? 0 : run + 1;
                    if (after != NO_CANDIDATE && ++after == TokenFormat.LENGTH_AFTER_PREFIX) {
                        report(latest(kept, position, prefix + 1 + after), line, column, found);
                        after = NO_CANDIDATE;
                    }
                } else {
                    run = 0;
                    after = NO_CANDIDATE;
                    if (b == '\n') {
                        line++;
                        column = 0;
                    }
                }
            }
        }
    }

    // What stands before the prefix may be glued to it, as in key=\nkfpat_: the checksum tells where the token begins.
    private static void report(String text, long line, long lastColumn, Consumer<Sighting> found) {
        int shortest = SHORTEST_PREFIX + 1 + TokenFormat.LENGTH_AFTER_PREFIX;
        for (int begin = 0; begin <= text.length() - shortest; begin++) {
            Optional<TokenSecret> secret = TokenFormat.parse(text.substring(begin));
            if (secret.isPresent()) {
                int length = text.length() - begin;
                found.accept(new Sighting(secret.get(), line, lastColumn - length + 1, length));
                return;
            }
        }
    }

    private static String latest(byte[] kept, long position, int length) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = kept[(int) (position - length + i & KEPT - 1)];
        }
        return new String(text, StandardCharsets.US_ASCII);
    }

    private static boolean isLowerOrDigit(byte b) {
        return b >= 'a' && b <= 'z' || b >= '0' && b <= '9';
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }
}
