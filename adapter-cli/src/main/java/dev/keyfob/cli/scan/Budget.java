package dev.keyfob.cli.scan;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/**
 * How much may come out of one file when its archives are unpacked, or of one object of git: a gigabyte, and a hundred
 * times what was read of it. Real archives stay far below; one that is made to never end does not.
 */
final class Budget {

    static final long FREE = 1L << 30;

    private static final long RATIO = 100;

    private final long free;
    private long read;
    private long unpacked;

    /** More came out than may. */
    static final class Exhausted extends IOException {}

    /** {@code read} is what was read of it already, packed. */
    Budget(long free, long read) {
        this.free = free;
        this.read = read;
    }

    /** The file itself. */
    InputStream reading(InputStream file, LongConsumer advance) {
        return new Counted(file) {
            @Override
            void count(long bytes) {
                read += bytes;
                advance.accept(bytes);
            }
        };
    }

    /** What comes out of an archive in it. */
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

    /** Counts each byte. Whoever opened the underlying stream closes it. */
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
