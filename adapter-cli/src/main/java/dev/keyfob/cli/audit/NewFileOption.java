package dev.keyfob.cli.audit;

import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.cli.terminal.OutputFile;
import dev.keyfob.cli.terminal.Terminal;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The option {@code --output}: a new file to write instead of standard output. */
final class NewFileOption {

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write it to this new file, which only you can read.")
    private String file;

    /** Writes to the file, which is kept only if it is complete, or to standard output. */
    void write(Terminal terminal, Consumer<PrintWriter> work) {
        if (file == null) {
            work.accept(terminal.out());
            return;
        }
        try (OutputFile made = terminal.makeFile(file, false)) {
            PrintWriter out = new PrintWriter(new OutputStreamWriter(made.bytes(), StandardCharsets.UTF_8));
            work.accept(out);
            requireWritten(out);
            made.keep();
        }
    }

    static void requireWritten(PrintWriter out) {
        if (out.checkError()) {
            throw new CommandFailed("Not everything could be written: what is there is incomplete. Is the disk full?");
        }
    }
}
