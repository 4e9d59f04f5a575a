package dev.keyfob.cli.control;

import dev.keyfob.cli.CommandFailed;
import dev.keyfob.cli.LocalFiles;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;

/**
 * The client's side of what a command does with files: they are opened by the user who gave the command, where they gave
 * it. Only a path that stands among the words of the command is touched.
 */
final class FileAnswer {

    private static final String DONE = "+";
    private static final String FAILED = "-";

    private final List<String> args;
    private PrintWriter open;

    FileAnswer(String... args) {
        this.args = List.of(args);
    }

    /** The text of an answer; fails where the client could not do it, with its sentence. */
    static String requireDone(String answer) {
        if (!answer.startsWith(DONE)) {
            throw new CommandFailed(answer.substring(Math.min(answer.length(), FAILED.length())));
        }
        return answer.substring(DONE.length());
    }

    String create(String path) {
        return answer(() -> {
            open = LocalFiles.create(named(path));
            return "";
        });
    }

    void write(String text) {
        if (open != null) {
            open.print(text);
        }
    }

    String close() {
        return answer(() -> {
            if (open != null) {
                boolean isIncomplete = open.checkError();
                open.close();
                if (isIncomplete) {
                    throw new CommandFailed("The file could not be written to its end. Is the disk full?");
                }
            }
            return "";
        });
    }

    String end(String path) {
        return answer(() -> LocalFiles.end(named(path)));
    }

    private String named(String path) {
        if (args.stream().noneMatch(word -> word.equals(path) || word.endsWith("=" + path))) {
            throw new CommandFailed("The server asked for a file that the command does not name.");
        }
        return path;
    }

    private static String answer(Supplier<String> work) {
        try {
            return DONE + work.get();
        } catch (CommandFailed e) {
            return FAILED + e.getMessage();
        }
    }
}
