package dev.keyfob.cli.scan;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The files in a tar archive, one after the other: POSIX ustar and pax, and GNU's long names. Each is read, or passed
 * over, before the next is asked for.
 */
final class TarFiles {

    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 64 * 1024;

    private final InputStream in;
    private long left;
    private long padding;

    /** A file with its content, which is good until the next is asked for. */
    record Entry(String name, InputStream content) {}

    TarFiles(InputStream in) {
        this.in = in;
    }

    /** Empty at the end. */
    Optional<Entry> next() throws IOException {
        Optional<String> longName = Optional.empty();
        while (true) {
            in.skipNBytes(left + padding);
            left = 0;
            padding = 0;
            byte[] header = in.readNBytes(BLOCK);
            // Two blocks of zeros are the end, and some writers leave them out.
            if (header.length < BLOCK || header[0] == 0) {
                return Optional.empty();
            }
            left = size(header);
            padding = (BLOCK - left % BLOCK) % BLOCK;
            char type = (char) header[156];
            if (type == 'L') {
                longName = Optional.of(text(shortContent(), 0, Integer.MAX_VALUE));
            } else if (type == 'x') {
                longName = paxPath(new String(shortContent(), StandardCharsets.UTF_8));
            } else if (type != 'g' && type != 'K' && type != '5') {
                String prefix = text(header, 345, 155);
                String name = text(header, 0, 100);
                return Optional.of(
                        new Entry(longName.orElse(prefix.isEmpty() ? name : prefix + "/" + name), new Rest()));
            }
        }
    }

    private byte[] shortContent() throws IOException {
        if (left > LONGEST_NAME) {
            throw new IOException("a name of an impossible length");
        }
        byte[] content = in.readNBytes((int) left);
        left = 0;
        return content;
    }

    // Each record of a pax header is: its length in decimal, a space, key=value and a line feed.
    private static Optional<String> paxPath(String records) {
        return records.lines()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .filter(record -> record.startsWith("path="))
                .map(record -> record.substring("path=".length()))
                .reduce((earlier, later) -> later);
    }

    private static long size(byte[] header) throws IOException {
        long size = 0;
        // Above 8 GB the number is binary, and its first bit says so.
        if ((header[124] & 0x80) != 0) {
            for (int i = 128; i < 136; i++) {
                size = size << 8 | header[i] & 0xff;
            }
        } else {
            String octal = text(header, 124, 12).strip();
            if (!octal.matches("[0-7]{0,12}")) {
                throw new IOException("a size that is none");
            }
            size = octal.isEmpty() ? 0 : Long.parseLong(octal, 8);
        }
        if (size < 0) {
            throw new IOException("a size that is none");
        }
        return size;
    }

    private static String text(byte[] block, int from, int length) {
        int end = from;
        while (end < block.length && end - from < length && block[end] != 0) {
            end++;
        }
        return new String(block, from, end - from, StandardCharsets.UTF_8);
    }

    /** What is left of the present file. */
    private final class Rest extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(buffer, from, (int) Math.min(length, left));
            if (read < 0) {
                throw new EOFException("the archive ends within a file");
            }
            left -= read;
            return read;
        }
    }
}
