package dev.keyfob.cli;

import java.util.Objects;

/** Something outside the rules stopped a command. The message is a sentence for the operator. */
public class CommandFailed extends RuntimeException {

    public CommandFailed(String message) {
        super(message);
    }

    /** With which code the command ends. */
    public int exitCode() {
        return ExitCode.FAILURE;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
