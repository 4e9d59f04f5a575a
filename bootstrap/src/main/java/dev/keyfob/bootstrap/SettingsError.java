package dev.keyfob.bootstrap;

import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.cli.exit.ExitCode;

/**
 * Thrown if a setting is invalid, which stops the start. The message names the setting, its value, and what it takes.
 */
final class SettingsError extends CommandFailed {

    SettingsError(String message) {
        super(message);
    }

    /** Returns the code for usage errors, because the user can correct the setting like a mistyped command. */
    @Override
    public int exitCode() {
        return ExitCode.USAGE;
    }
}
