package dev.keyfob.persistence.connection;

/** A file with a secret cannot be used. The message says why and what to do, and nothing of the secret. */
public final class UnusableFile extends RuntimeException {

    private final String sentence;

    UnusableFile(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
