package dev.keyfob.cli;

import picocli.CommandLine.Option;

/** {@code -o}: how a list or a record is printed. */
final class OutputOption {

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            paramLabel = "FORMAT",
            description = "table, json or csv.")
    Listing.Format format;
}
