package dev.keyfob.cli;

import java.io.PrintWriter;

/** Where a command reads and writes: this process's own terminal, or that of a client at the socket. */
public interface Terminal {

    PrintWriter out();

    PrintWriter err();

    /** All of standard input, to its end. */
    String readAll();

    /** One line that is typed without being shown. */
    String readSecret(String prompt);

    String readLine(String prompt);

    /** A new text file where the person is, which only they can read. To be closed, so that all of it is there. */
    default PrintWriter newFile(String path) {
        return LocalFiles.create(path);
    }

    /** The end of a text file where the person is: the last half mebibyte of it at most. */
    default String endOfFile(String path) {
        return LocalFiles.end(path);
    }

    /** Is there a person who can answer a prompt? */
    boolean isInteractive();

    boolean mayColour();
}
