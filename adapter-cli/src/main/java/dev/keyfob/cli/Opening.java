package dev.keyfob.cli;

import dev.keyfob.application.UseCases;

/**
 * Opens the data that a command works on. It is asked only by commands that need it: help and mistakes in usage open no
 * database.
 */
@FunctionalInterface
public interface Opening {

    /** The data that is there. */
    UseCases existing();

    /** For the commands that everything begins with: makes the data where there is none, and says so. */
    default UseCases existingOrNew() {
        return existing();
    }
}
