package dev.keyfob.cli.terminal;

import java.util.Locale;

/** Asks for confirmation before a large change. */
public final class Confirmation {

    private Confirmation() {}

    /** Returns whether the answer is yes. Without an interactive terminal it is no. */
    public static boolean given(Terminal terminal, String question) {
        return terminal.isInteractive()
                && terminal.readLine(question + " [y/N] ")
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .startsWith("y");
    }

    /** Returns whether a person refuses. Without an interactive terminal nobody does. */
    public static boolean refused(Terminal terminal, String question) {
        return terminal.isInteractive() && !given(terminal, question);
    }
}
