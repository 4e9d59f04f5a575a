package dev.keyfob.cli;

/** Carries commands out where the data is: in the server that runs on it, or else in this process. */
public interface CommandDispatcher {

    /** Fails where nobody has said which data is meant. */
    void requireDataLocation();

    int run(Terminal terminal, String... command);
}
