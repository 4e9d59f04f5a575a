package dev.keyfob.cli.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --limit}: how many records of a list are printed. */
public final class LimitOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--limit",
            defaultValue = "100",
            paramLabel = "N",
            description = "At most this many. Default: ${DEFAULT-VALUE}.")
    private int limit;

    /** Returns the limit. Refuses one that is less than 1. */
    public int value() {
        if (limit < 1) {
            throw new ParameterException(command.commandLine(), "A limit is 1 or more.");
        }
        return limit;
    }
}
