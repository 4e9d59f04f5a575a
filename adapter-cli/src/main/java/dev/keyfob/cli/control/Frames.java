package dev.keyfob.cli.control;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The messages between client and server: a letter for the kind, a length, and UTF-8 text or the bytes of a file. */
final class Frames {

    /** The first byte that a client sends. The server refuses another version with an error message. */
    static final int VERSION = 3;

    static final int LARGEST = 1 << 20;
    static final int MOST_ARGUMENTS = 10_000;

    // client to server
    static final char ARGUMENT = 'a';
    static final char RUN = 'r';
    static final char ANSWER = 'w';
    static final char FAILED = 'n';
    static final char TAKEN = 'u';

    // server to client
    static final char OUT = 'o';
    static final char ERR = 'e';
    static final char READ_ALL = 'i';
    static final char READ_LINE = 'l';
    static final char READ_SECRET = 's';
    static final char READ_FILE = 'd';
    static final char FLUSH_OUT = 'f';
    static final char EXIT = 'x';
    static final char MAKE_FILE = 'm';
    static final char REPLACE_FILE = 'p';
    static final char BYTES = 'b';
    static final char KEEP = 'k';

    private Frames() {}

    /** A message that was received. */
    record Frame(char kind, byte[] bytes) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    static void write(DataOutputStream out, char kind, String text) throws IOException {
        write(out, kind, text.getBytes(StandardCharsets.UTF_8));
    }

    static void write(DataOutputStream out, char kind, byte[] bytes) throws IOException {
        synchronized (out) {
            out.writeByte(kind);
            out.writeInt(bytes.length);
            out.write(bytes);
            out.flush();
        }
    }

    static Frame read(DataInputStream in) throws IOException {
        char kind = (char) in.readUnsignedByte();
        int length = in.readInt();
        if (length < 0 || length > LARGEST) {
            throw new IOException("a message of an impossible length");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new Frame(kind, bytes);
    }
}
