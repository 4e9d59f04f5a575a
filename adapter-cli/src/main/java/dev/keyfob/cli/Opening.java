package dev.keyfob.cli;

/**
 * Opens the data that a command works on. It is asked only by commands that need it: help and mistakes in usage open no
 * database.
 */
@FunctionalInterface
public interface Opening {

    /** The data that is there. */
    CliUseCases existing();

    /** For the commands that everything begins with: makes the data where there is none, and says so. */
    default CliUseCases existingOrNew() {
        return existing();
    }
}
