package dev.keyfob.cli.scan;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/**
 * Limits the number of bytes that may be unpacked from one file or git object: 1 GiB plus a hundred times the bytes
 * that were read. Real archives stay far below. A zip bomb does not.
 */
final class Budget {

    static final long FREE = 1L << 30;

    private static final long RATIO = 100;

    private final long free;
    private long read;
    private long unpacked;

    /** Thrown if more bytes were unpacked than the budget allows. */
    static final class Exhausted extends IOException {}

    /** {@code read} is the number of packed bytes that were already read. */
    Budget(long free, long read) {
        this.free = free;
        this.read = read;
    }

    /** Counts the bytes that are read from the file itself. */
    InputStream reading(InputStream file, LongConsumer advance) {
        return new Counted(file) {
            @Override
            void count(long bytes) {
                read += bytes;
                advance.accept(bytes);
            }
        };
    }

    /** Counts the bytes that are unpacked from an archive in the file. */
    InputStream unpacking(InputStream content) {
        return new Counted(content) {
            @Override
            void count(long bytes) throws IOException {
                unpacked += bytes;
                if (unpacked > free + RATIO * read) {
                    throw new Exhausted();
                }
            }
        };
    }

    /** Counts each byte. Does not close the underlying stream, because its opener does. */
    private abstract static class Counted extends FilterInputStream {

        Counted(InputStream in) {
            super(in);
        }

        abstract void count(long bytes) throws IOException;

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) {
                count(1);
            }
            return b;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int bytes = super.read(buffer, from, length);
            if (bytes > 0) {
                count(bytes);
            }
            return bytes;
        }

        @Override
        public long skip(long most) throws IOException {
            long bytes = super.skip(most);
            count(bytes);
            return bytes;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() {
            // see above
        }
    }
}
