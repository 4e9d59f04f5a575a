package dev.keyfob.persistence.backup;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads lines of bytes, each with its line feed, and refuses a line that is too long. */
final class BackupLines {

    private static final int LONGEST = 16 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int next;
    private int filled;

    BackupLines(InputStream in) {
        this.in = in;
    }

    byte[] next() throws IOException {
        line.reset();
        while (true) {
            if (next == filled && !fill()) {
                throw new EOFException("the end is missing");
            }
            int end = next;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            boolean isWhole = end < filled;
            line.write(buffer, next, end - next + (isWhole ? 1 : 0));
            next = isWhole ? end + 1 : end;
            if (isWhole) {
                return line.toByteArray();
            }
            if (line.size() > LONGEST) {
                throw new IOException("an endless line");
            }
        }
    }

    boolean isAtEnd() throws IOException {
        return next == filled && !fill();
    }

    private boolean fill() throws IOException {
        next = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }
}
