package dev.keyfob.cli;

/** Something outside the rules stopped a command. The message is a sentence for the operator. */
public class CommandFailed extends RuntimeException {

    private final String sentence;

    public CommandFailed(String message) {
        super(message);
        this.sentence = message;
    }

    public String sentence() {
        return sentence;
    }
}
