package dev.keyfob.cli.terminal;

import java.io.OutputStream;

/** A file that is created on the terminal's side, either completely or not at all. */
public interface OutputFile extends AutoCloseable {

    OutputStream bytes();

    /** Completes the file. From now on it exists under its name. */
    void keep();

    /** Deletes the file unless it was kept. */
    @Override
    void close();
}
