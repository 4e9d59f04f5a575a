package dev.keyfob.cli;

import java.util.Objects;

/** Something outside the rules stopped a command. The message is a sentence for the operator. */
public class CommandFailed extends RuntimeException {

    public CommandFailed(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
