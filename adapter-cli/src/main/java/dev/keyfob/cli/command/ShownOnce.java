package dev.keyfob.cli.command;

import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.cli.terminal.OutputState;
import dev.keyfob.cli.terminal.Terminal;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints a new secret, which cannot be printed again. The command fails if the secret could not be printed. */
final class ShownOnce {

    private ShownOnce() {}

    /**
     * Prints the lines. {@code instead} tells the user what to do if the secret is lost, and names the id of its
     * record.
     */
    static void print(Terminal terminal, String instead, Object... lines) {
        printText(
                terminal,
                instead,
                Stream.of(lines).map(line -> line + System.lineSeparator()).collect(Collectors.joining()));
    }

    /** Prints the text in one piece, because a reader that needs only the first line may end after it. */
    static void printText(Terminal terminal, String instead, String text) {
        terminal.out().print(text);
        if (terminal.flushOut() != OutputState.WHOLE) {
            throw new CommandFailed("Standard output could not be written, so nobody has read the secret, and it cannot"
                    + " be shown again. " + instead);
        }
    }
}
