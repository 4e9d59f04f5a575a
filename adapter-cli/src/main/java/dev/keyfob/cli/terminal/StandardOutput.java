package dev.keyfob.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;

/** Records whether writes to standard output failed, because {@code PrintWriter} hides the exceptions. */
final class StandardOutput extends OutputStream {

    /** The operating system's message for a pipe that has no reader. */
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
            // The message depends on the system's language. In other languages an ended reader counts as lost output.
            state = BROKEN_PIPE.equals(e.getMessage()) ? OutputState.READER_GONE : OutputState.LOST;
            throw e;
        }
    }
}
