package dev.keyfob.cli.command;

import dev.keyfob.cli.table.RecordPrinter;
import dev.keyfob.cli.table.RecordPrinter.Format;
import dev.keyfob.cli.terminal.Terminal;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code -o} of commands that create a secret. The record contains the secret. */
public final class SecretOutputOption {

    private final Terminal terminal;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            paramLabel = "FORMAT",
            description = "table, which is the secret and a sentence about it, json or csv: the record with the secret"
                    + " in it.")
    private Format format;

    public SecretOutputOption(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Refuses {@code -o ids}, which would not print the secret. Called before anything is created. */
    public void requireSecretToBePrinted() {
        if (format == Format.ids) {
            throw new ParameterException(
                    command.commandLine(), "With -o ids nobody would see the secret. Give -o json, csv or table.");
        }
    }

    /** Prints a record without a secret, or in table format a sentence about it instead. */
    public void printMade(RecordPrinter table, String sentence) {
        if (format == Format.table) {
            terminal.err().println(sentence);
        } else {
            table.printOne(terminal, format);
        }
    }

    /** Prints a record with a secret. {@code instead} tells the user what to do if the secret could not be printed. */
    public void print(RecordPrinter table, String sentence, String instead, Object... lines) {
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
