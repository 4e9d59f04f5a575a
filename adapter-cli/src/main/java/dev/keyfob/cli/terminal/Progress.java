package dev.keyfob.cli.terminal;

import java.util.function.LongConsumer;

/** A progress bar on one line of standard error, which is overwritten. It is shown only at an interactive terminal. */
public final class Progress implements LongConsumer, AutoCloseable {

    private static final int WIDTH = 30;

    private final Terminal terminal;
    private final long total;
    private final String unit;
    private boolean isDrawn;

    public Progress(Terminal terminal, long total) {
        this(terminal, total, "");
    }

    /** {@code unit} is the unit of the numbers, such as KB. */
    public Progress(Terminal terminal, long total, String unit) {
        this.terminal = terminal;
        this.total = Math.max(1, total);
        this.unit = unit.isEmpty() ? "" : " " + unit;
    }

    @Override
    public void accept(long done) {
        if (terminal.isInteractive()) {
            isDrawn = true;
            int filled = (int) (WIDTH * Math.min(done, total) / total);
            terminal.err()
                    .print("\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + " of " + total
                            + unit);
            terminal.err().flush();
        }
    }

    /** Ends the line of the bar, if there is one. */
    @Override
    public void close() {
        if (isDrawn) {
            terminal.err().println();
        }
    }
}
