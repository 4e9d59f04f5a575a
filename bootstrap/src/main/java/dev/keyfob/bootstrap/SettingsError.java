package dev.keyfob.bootstrap;

import dev.keyfob.cli.CommandFailed;
import dev.keyfob.cli.ExitCode;

/** A setting that stops the start. The message names it, its value, and what would do. */
final class SettingsError extends CommandFailed {

    SettingsError(String message) {
        super(message);
    }

    /** As a mistake in the words of a command: both are put right by whoever wrote them. */
    @Override
    public int exitCode() {
        return ExitCode.USAGE;
    }
}
