package dev.keyfob.persistence.connection;

/** A file with a secret cannot be used. The message says why and what to do, and nothing of the secret. */
public final class UnusableFile extends RuntimeException {

    UnusableFile(String message) {
        super(message);
    }
}
