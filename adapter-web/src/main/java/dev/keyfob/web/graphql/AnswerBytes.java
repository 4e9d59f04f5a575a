package dev.keyfob.web.graphql;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Collects the bytes of an answer. Writing fails once the answer is larger than allowed. */
final class AnswerBytes extends OutputStream {

    static final int MOST = 512 * 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Thrown if there would be more than {@link #MOST} bytes. */
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
