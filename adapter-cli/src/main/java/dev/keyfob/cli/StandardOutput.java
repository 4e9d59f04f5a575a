package dev.keyfob.cli;

import java.io.IOException;
import java.io.OutputStream;

/** Remembers what became of each write: writers for text keep their failures to themselves. */
final class StandardOutput extends OutputStream {

    /** What the operating system says of a pipe that nobody reads. */
    private static final String BROKEN_PIPE = "Broken pipe";

    private final OutputStream stream;
    private OutputState state = OutputState.WHOLE;

    StandardOutput(OutputStream stream) {
        this.stream = stream;
    }

    OutputState state() {
        return state;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            stream.write(bytes, from, length);
        } catch (IOException e) {
            // In another language the system's words differ, and then a reader that has ended counts as a loss.
            state = BROKEN_PIPE.equals(e.getMessage()) ? OutputState.READER_GONE : OutputState.LOST;
            throw e;
        }
    }
}
