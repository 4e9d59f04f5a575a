package dev.keyfob.persistence;

/** The database cannot be opened, or has broken. The message says what to do, and holds nothing of what was stored. */
public final class DatabaseUnavailable extends RuntimeException {

    DatabaseUnavailable(String message) {
        super(message);
    }
}
