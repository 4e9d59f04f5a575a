package dev.keyfob.persistence.connection;

import java.util.Objects;

/** A file with a secret cannot be used. The message says why and what to do, and nothing of the secret. */
public final class UnusableFile extends RuntimeException {

    UnusableFile(String sentence) {
        super(sentence);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
