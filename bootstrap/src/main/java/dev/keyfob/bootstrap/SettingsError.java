package dev.keyfob.bootstrap;

import dev.keyfob.cli.CommandFailed;

/** A setting that stops the start. The message names it, its value, and what would do. */
final class SettingsError extends CommandFailed {

    SettingsError(String message) {
        super(message);
    }
}
