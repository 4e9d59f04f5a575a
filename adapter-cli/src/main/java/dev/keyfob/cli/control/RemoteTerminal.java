package dev.keyfob.cli.control;

import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.cli.terminal.OutputFile;
import dev.keyfob.cli.terminal.OutputState;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The terminal of the client at the other end of the socket. */
final class RemoteTerminal implements Terminal {

    private static final Pattern WIDTH = Pattern.compile("[0-9]{1,5}");

    private static final int PIECE_OF_FILE = 1 << 16;

    private final DataInputStream in;
    private final DataOutputStream stream;
    private final boolean interactive;
    private final boolean colour;
    private final OptionalInt width;
    private final PrintWriter out;
    private final PrintWriter err;

    /** {@code can} is the description of its terminal that {@link ControlClient} sends. */
    RemoteTerminal(DataInputStream in, DataOutputStream stream, String can) {
        this.in = in;
        this.stream = stream;
        this.interactive = can.contains("i");
        this.colour = can.contains("c");
        this.width = WIDTH.matcher(can)
                .results()
                .mapToInt(width -> Integer.parseInt(width.group()))
                .findFirst();
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

    /** Asks the client, which answers after it has printed the output. */
    @Override
    public OutputState flushOut() {
        return OutputState.valueOf(ask(Frames.FLUSH_OUT, "").text());
    }

    @Override
    public String readAll() {
        return ask(Frames.READ_ALL, "").text();
    }

    @Override
    public String readSecret(String prompt) {
        return ask(Frames.READ_SECRET, prompt).text();
    }

    @Override
    public String readLine(String prompt) {
        return ask(Frames.READ_LINE, prompt).text();
    }

    @Override
    public String endOfFile(String path) {
        Frames.Frame answer = ask(Frames.READ_FILE, path);
        require(answer);
        return answer.text();
    }

    @Override
    public boolean isInteractive() {
        return interactive;
    }

    @Override
    public boolean mayColour() {
        return colour;
    }

    @Override
    public OptionalInt width() {
        return width;
    }

    @Override
    public OutputFile makeFile(String name, boolean replace) {
        require(ask(replace ? Frames.REPLACE_FILE : Frames.MAKE_FILE, name));
        return new RemoteFile();
    }

    /** Always refuses, because a command with a remote terminal runs in a server. */
    @Override
    public Path givenFile(String name) {
        throw new Refusal(
                Reason.DATA_IN_USE,
                "A server runs on this data. Import into a new directory, or stop the server first.");
    }

    private static void require(Frames.Frame answer) {
        if (answer.kind() == Frames.TAKEN) {
            throw new Refusal(Reason.FILE_TAKEN, answer.text());
        }
        if (answer.kind() == Frames.FAILED) {
            throw new CommandFailed(answer.text());
        }
    }

    /** A file of the client. If the connection ends before the file is kept, the client deletes it. */
    private final class RemoteFile implements OutputFile {

        private final OutputStream bytes = new BufferedOutputStream(
                new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        write(new byte[] {(byte) one}, 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) throws IOException {
                        Frames.write(stream, Frames.BYTES, Arrays.copyOfRange(bytes, from, from + length));
                    }
                },
                PIECE_OF_FILE);

        @Override
        public OutputStream bytes() {
            return bytes;
        }

        @Override
        public void keep() {
            require(ask(Frames.KEEP, ""));
        }

        @Override
        public void close() {
            // The client deletes the file if it was not kept.
        }
    }

    private Frames.Frame ask(char kind, String prompt) {
        out.flush();
        err.flush();
        try {
            Frames.write(stream, kind, prompt);
            Frames.Frame frame = Frames.read(in);
            if (frame.kind() != Frames.ANSWER && frame.kind() != Frames.FAILED && frame.kind() != Frames.TAKEN) {
                throw new IOException("an answer was expected");
            }
            return frame;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the text in pieces that fit into a message. */
    private final class FrameWriter extends Writer {

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
            String text = gathered.toString();
            gathered.setLength(0);
            for (int from = 0; from < text.length(); ) {
                int end = endOfPiece(text, from);
                Frames.write(stream, kind, text.substring(from, end));
                from = end;
            }
        }

        // Never separates the two halves of a character.
        private static int endOfPiece(String text, int from) {
            int end = Math.min(from + PIECE, text.length());
            return end < text.length() && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
