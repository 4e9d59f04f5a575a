package dev.keyfob.persistence.connection;

import java.util.Objects;

/** Thrown if the database cannot be opened, or has failed. The message says what to do and contains no stored value. */
public final class DatabaseUnavailable extends RuntimeException {

    public DatabaseUnavailable(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
