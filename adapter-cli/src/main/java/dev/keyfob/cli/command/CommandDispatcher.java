package dev.keyfob.cli.command;

import dev.keyfob.cli.terminal.Terminal;

/** Runs commands where the data is: in the server that is running on it, or else in this process. */
public interface CommandDispatcher {

    /** Fails if no option, variable or setting names the data, or if the named directory contains no data. */
    void requireDataLocation();

    int run(Terminal terminal, String... command);
}
