package dev.keyfob.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Where a command reads and writes: this process's own terminal, or that of a client at the socket. */
public interface Terminal {

    PrintWriter out();

    PrintWriter err();

    /** Writes out what was printed, and says what became of all of it so far. */
    OutputState flushOut();

    /** All of standard input, to its end. Fails where that is not UTF-8. */
    String readAll();

    /** One line that is typed without being shown. */
    String readSecret(String prompt);

    String readLine(String prompt);

    /** The end of a text file where the person is: the last half mebibyte of it at most. */
    default String endOfFile(String path) {
        return FileTail.read(path);
    }

    /** Is there a person who can answer a prompt? */
    boolean isInteractive();

    boolean mayColour();

    /** How many columns it has; empty where a program reads what is printed. */
    default OptionalInt width() {
        return OptionalInt.empty();
    }

    /** A file to be made where the person at the terminal is; {@code -} is standard output. */
    OutputFile makeFile(String name, boolean replace);

    /** A file that is there; {@code -} is a copy of standard input. Refuses where the data to work on is a server's. */
    Path givenFile(String name);
}
