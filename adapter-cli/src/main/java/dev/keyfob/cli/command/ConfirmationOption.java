package dev.keyfob.cli.command;

import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Confirmation;
import dev.keyfob.cli.terminal.Terminal;
import picocli.CommandLine.Option;

/** The option {@code --yes}, which confirms a large change in advance. Without it the command asks. */
public final class ConfirmationOption {

    private final Terminal terminal;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    public ConfirmationOption(Terminal terminal) {
        this.terminal = terminal;
    }

    public boolean isGivenInAdvance() {
        return yes;
    }

    /** Returns whether the change is confirmed, by the option or by the answer to the question. */
    public boolean isGiven(String question) {
        return yes || Confirmation.given(terminal, question);
    }

    /** Prints what the command would do, such as {@code This removes 2 tokens}, and returns the exit code. */
    public int refuse(String consequence) {
        terminal.err().println("keyfob: " + consequence + ". Add --yes to do it.");
        return ExitCode.REFUSED;
    }
}
