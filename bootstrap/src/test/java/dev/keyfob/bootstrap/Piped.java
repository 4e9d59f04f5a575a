package dev.keyfob.bootstrap;

import dev.keyfob.cli.terminal.LocalTerminal;
import dev.keyfob.cli.terminal.OutputFile;
import dev.keyfob.cli.terminal.OutputState;
import dev.keyfob.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** A terminal with a text as standard input, which collects the output in a text. */
final class Piped implements Terminal {

    private final String input;
    final StringWriter out = new StringWriter();
    private final PrintWriter writer = new PrintWriter(out, true);
    final StringWriter err = new StringWriter();
    private final PrintWriter errWriter = new PrintWriter(err, true);

    Piped(String input) {
        this.input = input;
    }

    @Override
    public PrintWriter out() {
        return writer;
    }

    @Override
    public PrintWriter err() {
        return errWriter;
    }

    @Override
    public OutputState flushOut() {
        return OutputState.WHOLE;
    }

    @Override
    public String readAll() {
        return input;
    }

    @Override
    public String readSecret(String prompt) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String readLine(String prompt) {
        throw new UnsupportedOperationException();
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
        return new LocalTerminal().makeFile(name, replace);
    }

    @Override
    public Path givenFile(String name) {
        return new LocalTerminal().givenFile(name);
    }
}
