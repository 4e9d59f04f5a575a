package dev.keyfob.cli.exit;

import java.util.Objects;

/**
 * Thrown if a command fails for another reason than a refusal, such as a file that cannot be read. The message is a
 * sentence for the operator.
 */
public class CommandFailed extends RuntimeException {

    public CommandFailed(String message) {
        super(message);
    }

    /** Returns the exit code of the command. */
    public int exitCode() {
        return ExitCode.FAILURE;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
