package dev.keyfob.cli.usage;

/** The heading above the examples at the end of a help page. */
public final class Examples {

    public static final String HEADING = "%nExamples:%n";

    private Examples() {}
}
