package dev.keyfob.cli.terminal;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** A terminal that records what is printed, and gives prepared answers. */
public final class RecordingTerminal implements Terminal {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final PrintWriter outWriter = new PrintWriter(out, true);
    private final PrintWriter errWriter = new PrintWriter(err, true);
    private final boolean interactive;
    private final Supplier<String> answers;
    private final OptionalInt width;
    private final boolean colour;

    private RecordingTerminal(boolean interactive, Supplier<String> answers) {
        this(interactive, answers, OptionalInt.empty(), false);
    }

    private RecordingTerminal(boolean interactive, Supplier<String> answers, OptionalInt width, boolean colour) {
        this.interactive = interactive;
        this.answers = answers;
        this.width = width;
        this.colour = colour;
    }

    /** Returns an interactive terminal of that width, without answers. */
    public static RecordingTerminal ofColumns(int width, boolean colour) {
        return new RecordingTerminal(true, new ArrayDeque<String>()::remove, OptionalInt.of(width), colour);
    }

    /** Returns a terminal with this text on standard input. */
    public static RecordingTerminal piped(String input) {
        return new RecordingTerminal(false, new ArrayDeque<>(List.of(input))::remove);
    }

    /** Returns an interactive terminal that gives these answers. */
    public static RecordingTerminal answering(String... answers) {
        return answering(new ArrayDeque<>(List.of(answers))::remove);
    }

    /** Returns an interactive terminal that takes its answers from a supplier, which may block. */
    public static RecordingTerminal answering(Supplier<String> answers) {
        return new RecordingTerminal(true, answers);
    }

    public String printed() {
        return out.toString();
    }

    public String complained() {
        return err.toString();
    }

    @Override
    public PrintWriter out() {
        return outWriter;
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
        return answers.get();
    }

    @Override
    public String readSecret(String prompt) {
        return answers.get();
    }

    @Override
    public String readLine(String prompt) {
        errWriter.print(prompt);
        return answers.get();
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
        return new LocalTerminal().makeFile(name, replace);
    }

    @Override
    public Path givenFile(String name) {
        return new LocalTerminal().givenFile(name);
    }
}
