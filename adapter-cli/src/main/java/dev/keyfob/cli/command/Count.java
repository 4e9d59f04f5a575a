package dev.keyfob.cli.command;

/** A number with its noun. */
public final class Count {

    private Count() {}

    /** {@code 1 token}, {@code 2 tokens}. */
    public static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
