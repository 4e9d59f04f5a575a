package dev.keyfob.web.graphql;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The bytes of an answer, counted while they are written: a larger one than is allowed ends there. */
final class AnswerBytes extends OutputStream {

    static final int MOST = 512 * 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** There would be more than {@link #MOST}. */
    static final class TooMany extends IOException {}

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] more, int from, int length) throws IOException {
        if (length > MOST - bytes.size()) {
            throw new TooMany();
        }
        bytes.write(more, from, length);
    }

    byte[] all() {
        return bytes.toByteArray();
    }
}
