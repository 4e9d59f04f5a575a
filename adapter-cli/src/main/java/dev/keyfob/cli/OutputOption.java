package dev.keyfob.cli;

import java.time.InstantSource;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** {@code -o}: how records are printed. */
final class OutputOption {

    private final Terminal terminal;
    private final Supplier<InstantSource> clock;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            paramLabel = "FORMAT",
            description = "table, json, csv, or ids: what other commands take, one a line.")
    private RecordTable.Format format;

    @Option(names = "--wide", description = "At a terminal, too: all columns, in full.")
    private boolean wide;

    OutputOption(Terminal terminal, Supplier<InstantSource> clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    boolean isForPeople() {
        return format == RecordTable.Format.table;
    }

    /** All of them: at a terminal, which has a width, as a table that fits. */
    void print(RecordTable table) {
        if (format == RecordTable.Format.table && !wide && terminal.width().isPresent()) {
            table.printFitted(terminal, clock.get().instant());
        } else {
            table.print(terminal, format);
        }
    }

    /** The only one there is. */
    void printOne(RecordTable table) {
        table.printOne(terminal, format);
    }

    /** The only one there is, and for people a sentence about it instead. */
    void printMade(RecordTable table, String sentence) {
        if (format == RecordTable.Format.table) {
            terminal.err().println(sentence);
        } else {
            table.printOne(terminal, format);
        }
    }
}
