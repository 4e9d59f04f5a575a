package dev.keyfob.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The width of the terminal in columns, from COLUMNS or else from the terminal itself. Java has no API for it. */
final class TerminalWidth {

    private static final int USUAL = 80;
    private static final int NARROWEST = 20;
    private static final int WIDEST = 10_000;

    private TerminalWidth() {}

    static OptionalInt of(@Nullable String columns) {
        return OptionalInt.of(columns == null ? sensible(asked()) : sensible(columns));
    }

    private static int sensible(String typed) {
        try {
            int width = Integer.parseInt(typed.strip());
            return width >= NARROWEST && width <= WIDEST ? width : USUAL;
        } catch (NumberFormatException e) {
            return USUAL;
        }
    }

    // stty prints the numbers of lines and columns.
    private static String asked() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return "";
            }
            String printed = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return printed.substring(printed.indexOf(' ') + 1);
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
