package dev.keyfob.cli.terminal;

import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.text.SecretLine;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** The terminal of this process. */
public final class LocalTerminal implements Terminal {

    private static final String STANDARD = "-";

    private final StandardOutput standardOutput = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    private final PrintWriter out = new PrintWriter(standardOutput, true, StandardCharsets.UTF_8);
    private final PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);

    @Override
    public PrintWriter out() {
        return out;
    }

    @Override
    public PrintWriter err() {
        return err;
    }

    @Override
    public OutputState flushOut() {
        out.flush();
        return standardOutput.state();
    }

    @Override
    public String readAll() {
        try {
            return SecretLine.decoded(System.in.readAllBytes())
                    .orElseThrow(() -> new CommandFailed(
                            "Standard input is not text in UTF-8. Convert it, for example with iconv, and try again."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String readSecret(String prompt) {
        char[] typed = console().readPassword("%s", prompt);
        String text = typed == null ? "" : new String(typed);
        if (typed != null) {
            Arrays.fill(typed, ' ');
        }
        return readable(text);
    }

    @Override
    public String readLine(String prompt) {
        return readable(Optional.ofNullable(console().readLine("%s", prompt)).orElse(""));
    }

    // Since Java 22, System.console() returns a console even if input is piped, and isTerminal() tells whether it is a
    // terminal. Earlier versions return null in that case and do not have isTerminal().
    @Override
    public boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }

    @Override
    public boolean mayColour() {
        return isInteractive() && System.getenv("NO_COLOR") == null;
    }

    @Override
    public OptionalInt width() {
        return isInteractive() ? TerminalWidth.of(System.getenv("COLUMNS")) : OptionalInt.empty();
    }

    @Override
    public OutputFile makeFile(String name, boolean replace) {
        if (!name.equals(STANDARD)) {
            return AtomicFile.at(Path.of(name), replace);
        }
        if (isInteractive()) {
            throw new CommandFailed("The file is not written to a terminal. Name a file, or redirect standard output.");
        }
        return new OutputFile() {
            @Override
            public OutputStream bytes() {
                return standardOutput;
            }

            @Override
            public void keep() {
                if (standardOutput.state() != OutputState.WHOLE) {
                    throw new CommandFailed("Standard output could not be written.");
                }
            }

            @Override
            public void close() {
                // Standard output belongs to the process and stays open. It is unbuffered, so nothing needs to be
                // flushed.
            }
        };
    }

    @Override
    public Path givenFile(String name) {
        Path file = name.equals(STANDARD) ? copyOfStandardInput() : Path.of(name);
        if (!Files.isRegularFile(file)) {
            throw new Refusal(Reason.FILE_NOT_FOUND, "There is no file " + file + ". Check its path.");
        }
        if (!Files.isReadable(file)) {
            throw new CommandFailed("This user may not read " + file + ".");
        }
        return file;
    }

    private static Path copyOfStandardInput() {
        try {
            Path file = Files.createTempFile("keyfob", ".backup");
            file.toFile().deleteOnExit();
            // Writes into the temporary file, which only its owner can read. Files.copy would replace it with a file
            // that has the default permissions.
            try (OutputStream kept = Files.newOutputStream(file)) {
                System.in.transferTo(kept);
            }
            return file;
        } catch (IOException e) {
            throw new CommandFailed(
                    "Standard input could not be kept. Is there room in " + System.getProperty("java.io.tmpdir") + "?");
        }
    }

    // Java replaces input that the charset of the locale cannot decode, for example in the locale C.
    private static String readable(String typed) {
        if (typed.contains("\uFFFD")) {
            throw new CommandFailed("What was typed holds characters that this locale does not have. Nothing was done;"
                    + " set LC_ALL=C.UTF-8, and try again.");
        }
        return typed;
    }

    private static Console console() {
        return Optional.ofNullable(System.console())
                .orElseThrow(
                        () -> new CommandFailed("There is no terminal to ask at. Give the answer on standard input."));
    }
}
