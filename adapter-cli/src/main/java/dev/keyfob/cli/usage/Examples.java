package dev.keyfob.cli.usage;

/** Stands above the command lines at the end of a page of help. */
public final class Examples {

    public static final String HEADING = "%nExamples:%n";

    private Examples() {}
}
