package dev.keyfob.cli;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints a new secret, which cannot be printed again: the command fails where nobody got to read it. */
final class ShownOnce {

    private ShownOnce() {}

    /** {@code instead} says which secret was lost and what to do about it, with the id of what was made. */
    static void print(Terminal terminal, String instead, Object... lines) {
        printText(
                terminal,
                instead,
                Stream.of(lines).map(line -> line + System.lineSeparator()).collect(Collectors.joining()));
    }

    /** In one piece, so that a reader that wants the first line alone does not end in between. */
    static void printText(Terminal terminal, String instead, String text) {
        terminal.out().print(text);
        if (terminal.flushOut() != OutputState.WHOLE) {
            throw new CommandFailed(
                    "Standard output could not be written, so nobody has read the secret, and it cannot be shown again. "
                            + instead);
        }
    }
}
