package dev.keyfob.cli.command;

import dev.keyfob.cli.terminal.Terminal;

/** Runs commands where the data is: in the server that is running on it, or else in this process. */
public interface CommandDispatcher {

    /** Fails if neither an option nor the environment names the data, or if there is no data in that place. */
    void requireDataLocation();

    int run(Terminal terminal, String... command);
}
