package dev.keyfob.cli.terminal;

import dev.keyfob.cli.exit.CommandFailed;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A terminal whose standard output is a full disk: the device /dev/full. */
public final class FullTerminal implements Terminal {

    private final RecordingTerminal other;
    private final StandardOutput standardOutput;
    private final PrintWriter out;

    public FullTerminal(String input) throws IOException {
        other = RecordingTerminal.piped(input);
        standardOutput = new StandardOutput(new FileOutputStream("/dev/full"));
        out = new PrintWriter(standardOutput, true, StandardCharsets.UTF_8);
    }

    public String complained() {
        return other.complained();
    }

    @Override
    public PrintWriter out() {
        return out;
    }

    @Override
    public PrintWriter err() {
        return other.err();
    }

    @Override
    public OutputState flushOut() {
        out.flush();
        return standardOutput.state();
    }

    @Override
    public String readAll() {
        return other.readAll();
    }

    @Override
    public String readSecret(String prompt) {
        return other.readSecret(prompt);
    }

    @Override
    public String readLine(String prompt) {
        return other.readLine(prompt);
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public boolean mayColour() {
        return false;
    }

    @Override
    public OutputFile makeFile(String name, boolean replace) {
        return name.equals("-") ? new Printed() : other.makeFile(name, replace);
    }

    @Override
    public Path givenFile(String name) {
        return other.givenFile(name);
    }

    private final class Printed implements OutputFile {
        @Override
        public OutputStream bytes() {
            return standardOutput;
        }

        @Override
        public void keep() {
            if (standardOutput.state() != OutputState.WHOLE) {
                throw new CommandFailed("Standard output could not be written.");
            }
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    }
}
