package dev.keyfob.cli.terminal;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** The terminal of a command that another command runs. Standard input is a given text, and the output is captured. */
public final class CapturingTerminal implements Terminal {

    private final String input;
    private final StringWriter printed = new StringWriter();
    private final StringWriter complained = new StringWriter();
    private final PrintWriter out = new PrintWriter(printed);
    private final PrintWriter err = new PrintWriter(complained);

    public CapturingTerminal(String input) {
        this.input = input;
    }

    public String printed() {
        return printed.toString();
    }

    public String complained() {
        return complained.toString();
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
    public OutputState flushOut() {
        return OutputState.WHOLE;
    }

    @Override
    public String readAll() {
        return input;
    }

    @Override
    public String readSecret(String prompt) {
        return "";
    }

    @Override
    public String readLine(String prompt) {
        return "";
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
        throw new IllegalStateException("commands that are given by commands make no files");
    }

    @Override
    public Path givenFile(String name) {
        throw new IllegalStateException("commands that are given by commands read no files");
    }
}
