package dev.keyfob.persistence.connection;

import java.util.Objects;

/** The database cannot be opened, or has broken. The message says what to do, and holds nothing of what was stored. */
public final class DatabaseUnavailable extends RuntimeException {

    public DatabaseUnavailable(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
