package dev.keyfob.cli.scan;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The part of a stream before a zip archive. It ends where the first entry of the archive begins, and the archive can
 * then be read from the underlying stream. Without an archive it is the whole stream. Many programs contain the
 * signature of an entry, so the header fields after it must be plausible, too.
 */
final class UntilZip extends InputStream {

    private static final byte[] SIGNATURE = {'P', 'K', 3, 4};
    private static final int HEADER = 30;
    private static final int NEWEST_VERSION = 63;
    private static final int LONGEST_NAME = 4096;
    private static final int MOST_METHODS = 99;
    private static final int BUFFER = 64 * 1024;

    private final BufferedInputStream in;
    private boolean hasMetZip;

    UntilZip(BufferedInputStream in) {
        this.in = in;
    }

    boolean hasMetZip() {
        return hasMetZip;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        if (hasMetZip) {
            return -1;
        }
        if (length == 0) {
            return 0;
        }
        in.mark(BUFFER);
        int read = in.read(buffer, from, Math.min(length, BUFFER));
        for (int i = 0; i < read; i++) {
            if (mayBegin(buffer, from + i, from + read)) {
                in.reset();
                in.skipNBytes(i);
                hasMetZip = isEntryNext();
                if (i > 0) {
                    return i;
                }
                if (hasMetZip) {
                    return -1;
                }
                buffer[from] = (byte) in.read();
                return 1;
            }
        }
        return read;
    }

    private static boolean mayBegin(byte[] buffer, int at, int end) {
        for (int i = 0; i < SIGNATURE.length && at + i < end; i++) {
            if (buffer[at + i] != SIGNATURE[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean isEntryNext() throws IOException {
        in.mark(HEADER);
        byte[] header = in.readNBytes(HEADER);
        in.reset();
        return header.length == HEADER
                && mayBegin(header, 0, HEADER)
                && number(header, 4) % 256 <= NEWEST_VERSION
                && number(header, 8) <= MOST_METHODS
                && number(header, 26) > 0
                && number(header, 26) <= LONGEST_NAME;
    }

    private static int number(byte[] header, int at) {
        return header[at] & 0xff | (header[at + 1] & 0xff) << 8;
    }
}
