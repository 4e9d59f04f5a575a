package dev.keyfob.cli;

import dev.keyfob.application.UseCases;

/**
 * Opens the data that a command works on. Only commands that need the data call it, so a help page or a usage error
 * does not open the database.
 */
@FunctionalInterface
public interface DataOpener {

    /** Opens existing data. */
    UseCases existing();

    /**
     * Opens the data, or creates it if there is none, and reports that. The first commands of an installation use it,
     * such as {@code user add}.
     */
    default UseCases existingOrNew() {
        return existing();
    }
}
