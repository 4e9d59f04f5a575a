package dev.keyfob.persistence.connection;

import java.util.Objects;

/**
 * Thrown if a file with a secret cannot be used. The message says why and what to do, and contains no part of the
 * secret.
 */
public final class UnusableFile extends RuntimeException {

    UnusableFile(String sentence) {
        super(sentence);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
