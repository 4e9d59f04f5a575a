package dev.keyfob.cli;

/** A number with its noun. */
final class Count {

    private Count() {}

    /** {@code 1 token}, {@code 2 tokens}. */
    static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
