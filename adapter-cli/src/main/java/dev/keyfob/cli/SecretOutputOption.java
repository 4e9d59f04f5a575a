package dev.keyfob.cli;

import dev.keyfob.cli.RecordTable.Format;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code -o} of commands that make a secret: the record holds it, this once. */
final class SecretOutputOption {

    private final Terminal terminal;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            paramLabel = "FORMAT",
            description =
                    "table, which is the secret and a sentence about it, json or csv: the record with the secret in it.")
    private Format format;

    SecretOutputOption(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Fails before anything is made where the secret would be printed nowhere. */
    void requireSecretToBePrinted() {
        if (format == Format.ids) {
            throw new ParameterException(
                    command.commandLine(), "With -o ids nobody would see the secret. Give -o json, csv or table.");
        }
    }

    /** What was made without a secret: the record, and for people a sentence about it instead. */
    void printMade(RecordTable table, String sentence) {
        if (format == Format.table) {
            terminal.err().println(sentence);
        } else {
            table.printOne(terminal, format);
        }
    }

    /** {@code instead} says what to do where nobody got to read the secret. */
    void print(RecordTable table, String sentence, String instead, Object... lines) {
        if (format == Format.table) {
            if (!sentence.isEmpty()) {
                terminal.err().println(sentence);
            }
            ShownOnce.print(terminal, instead, lines);
        } else {
            ShownOnce.printText(terminal, instead, table.oneAsText(format));
        }
    }
}
