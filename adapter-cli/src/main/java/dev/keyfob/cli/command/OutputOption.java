package dev.keyfob.cli.command;

import dev.keyfob.cli.table.RecordPrinter;
import dev.keyfob.cli.terminal.Terminal;
import java.time.InstantSource;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The option {@code -o}: the format in which records are printed. */
public final class OutputOption {

    private final Terminal terminal;
    private final Supplier<InstantSource> clock;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            paramLabel = "FORMAT",
            description = "table, json, csv, or ids, which other commands accept, one a line.")
    private RecordPrinter.Format format;

    @Option(names = "--wide", description = "Print all columns in full, also at a terminal.")
    private boolean wide;

    public OutputOption(Terminal terminal, Supplier<InstantSource> clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    public boolean isForPeople() {
        return format == RecordPrinter.Format.table;
    }

    /** Prints all records. A table is fitted to the width of the terminal, if there is one. */
    public void print(RecordPrinter table) {
        if (format == RecordPrinter.Format.table && !wide && terminal.width().isPresent()) {
            table.printFitted(terminal, clock.get().instant());
        } else {
            table.print(terminal, format);
        }
    }

    /** Prints a single record. */
    public void printOne(RecordPrinter table) {
        table.printOne(terminal, format);
    }

    /** Prints a single record, or in table format a sentence about it instead. */
    public void printMade(RecordPrinter table, String sentence) {
        if (format == RecordPrinter.Format.table) {
            terminal.err().println(sentence);
        } else {
            table.printOne(terminal, format);
        }
    }
}
