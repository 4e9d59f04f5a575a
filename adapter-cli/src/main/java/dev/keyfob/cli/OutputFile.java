package dev.keyfob.cli;

import java.io.OutputStream;

/** A file that comes to be on the side of the terminal, whole or not at all. */
public interface OutputFile extends AutoCloseable {

    OutputStream bytes();

    /** All was written: from now on it is there under its name. */
    void keep();

    /** Leaves nothing behind of what was not kept. */
    @Override
    void close();
}
