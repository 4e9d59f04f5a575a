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
    private Listing.Format format;

    @Option(names = "--wide", description = "At a terminal, too: all columns, in full.")
    private boolean wide;

    OutputOption(Terminal terminal, Supplier<InstantSource> clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    boolean isForPeople() {
        return format == Listing.Format.table;
    }

    /** All of them: at a terminal, which has a width, as a table that fits. */
    void print(Listing listing) {
        if (format == Listing.Format.table && !wide && terminal.width().isPresent()) {
            listing.printFitted(terminal, clock.get().instant());
        } else {
            listing.print(terminal, format);
        }
    }

    /** The only one there is. */
    void printOne(Listing listing) {
        listing.printOne(terminal, format);
    }

    /** The only one there is, and for people a sentence about it instead. */
    void printMade(Listing listing, String sentence) {
        if (format == Listing.Format.table) {
            terminal.err().println(sentence);
        } else {
            listing.printOne(terminal, format);
        }
    }
}
