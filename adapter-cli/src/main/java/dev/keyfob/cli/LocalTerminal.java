package dev.keyfob.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The terminal of this process. */
public final class LocalTerminal implements Terminal {

    private final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private final PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);

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
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String readSecret(String prompt) {
        char[] typed = console().readPassword("%s", prompt);
        String text = typed == null ? "" : new String(typed);
        if (typed != null) {
            Arrays.fill(typed, ' ');
        }
        return text;
    }

    @Override
    public String readLine(String prompt) {
        return Optional.ofNullable(console().readLine("%s", prompt)).orElse("");
    }

    // Since 22 there is a console even where input is piped, unless it is asked whether it is a terminal. On 17 there
    // is none in that case, and the question does not exist.
    @Override
    public boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }

    @Override
    public boolean mayColour() {
        return isInteractive() && System.getenv("NO_COLOR") == null;
    }

    private static Console console() {
        return Optional.ofNullable(System.console())
                .orElseThrow(
                        () -> new CommandFailed("There is no terminal to ask at. Give the answer on standard input."));
    }
}
