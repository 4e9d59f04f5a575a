package dev.keyfob.cli.control;

import dev.keyfob.cli.Terminal;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;

/** The terminal of the client at the other end of the socket. */
final class RemoteTerminal implements Terminal {

    private final DataInputStream in;
    private final DataOutputStream stream;
    private final boolean interactive;
    private final boolean colour;
    private final PrintWriter out;
    private final PrintWriter err;

    RemoteTerminal(DataInputStream in, DataOutputStream stream, boolean interactive, boolean colour) {
        this.in = in;
        this.stream = stream;
        this.interactive = interactive;
        this.colour = colour;
        this.out = new PrintWriter(new FrameWriter(Frames.OUT), true);
        this.err = new PrintWriter(new FrameWriter(Frames.ERR), true);
    }

    @Override
    public PrintWriter out() {
        return out;
    }

    @Override
    public PrintWriter err() {
        return err;
    }

    @Override
    public String readAll() {
        return ask(Frames.READ_ALL, "");
    }

    @Override
    public String readSecret(String prompt) {
        return ask(Frames.READ_SECRET, prompt);
    }

    @Override
    public String readLine(String prompt) {
        return ask(Frames.READ_LINE, prompt);
    }

    @Override
    public PrintWriter newFile(String path) {
        FileAnswer.requireDone(ask(Frames.NEW_FILE, path));
        return new PrintWriter(new FrameWriter(Frames.TO_FILE) {
            @Override
            public void close() throws IOException {
                super.close();
                FileAnswer.requireDone(ask(Frames.END_OF_FILE, ""));
            }
        });
    }

    @Override
    public String endOfFile(String path) {
        return FileAnswer.requireDone(ask(Frames.READ_FILE, path));
    }

    @Override
    public boolean isInteractive() {
        return interactive;
    }

    @Override
    public boolean mayColour() {
        return colour;
    }

    private String ask(char kind, String prompt) {
        out.flush();
        err.flush();
        try {
            Frames.write(stream, kind, prompt);
            Frames.Frame frame = Frames.read(in);
            if (frame.kind() != Frames.ANSWER) {
                throw new IOException("an answer was expected");
            }
            return frame.text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends what is written, in pieces that fit a message. */
    private class FrameWriter extends Writer {

        private static final int PIECE = 8_192;
        private final char kind;
        private final StringBuilder gathered = new StringBuilder();

        FrameWriter(char kind) {
            this.kind = kind;
        }

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            gathered.append(text, from, length);
            if (gathered.length() >= PIECE) {
                flush();
            }
        }

        @Override
        public void flush() throws IOException {
            if (!gathered.isEmpty()) {
                String text = gathered.toString();
                gathered.setLength(0);
                Frames.write(stream, kind, text);
            }
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
