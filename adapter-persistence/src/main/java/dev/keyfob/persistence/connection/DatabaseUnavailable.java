package dev.keyfob.persistence.connection;

import java.util.Objects;

/** The database cannot be opened, or has broken. The message says what to do and contains no stored value. */
public final class DatabaseUnavailable extends RuntimeException {

    public DatabaseUnavailable(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
