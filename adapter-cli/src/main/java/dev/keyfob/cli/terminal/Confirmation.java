package dev.keyfob.cli.terminal;

import java.util.Locale;

/** Asks for confirmation before a large change. Without an interactive terminal the answer is no. */
public final class Confirmation {

    private Confirmation() {}

    public static boolean given(Terminal terminal, String question) {
        return terminal.isInteractive()
                && terminal.readLine(question + " [y/N] ")
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .startsWith("y");
    }
}
