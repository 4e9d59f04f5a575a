package dev.keyfob.cli.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * The input and output of a command: the terminal of this process, or the terminal of a client at the control socket.
 */
public interface Terminal {

    PrintWriter out();

    PrintWriter err();

    /** Flushes standard output and returns whether everything so far was written. */
    OutputState flushOut();

    /** Reads standard input to its end. Fails if it is not UTF-8. */
    String readAll();

    /** Reads one line without echoing it. */
    String readSecret(String prompt);

    String readLine(String prompt);

    /** Reads the end of a text file on the terminal's side, at most 512 KiB. */
    default String endOfFile(String path) {
        return FileTail.read(path);
    }

    /** Returns whether there is a person who can answer a prompt. */
    boolean isInteractive();

    boolean mayColour();

    /** Returns the width in columns. Empty if there is no interactive terminal. */
    default OptionalInt width() {
        return OptionalInt.empty();
    }

    /** Creates a file on the terminal's side; {@code -} is standard output. */
    OutputFile makeFile(String name, boolean replace);

    /** Returns an existing file; {@code -} is a copy of standard input. Refuses if a server is running on the data. */
    Path givenFile(String name);
}
