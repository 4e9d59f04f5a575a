package dev.keyfob.cli.db;

import dev.keyfob.cli.terminal.Progress;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.domain.backup.BackupProgress;
import org.jspecify.annotations.Nullable;

/** Shows the progress of an export, an import or a check of the data, with one bar for each stage. */
final class BackupProgressBar implements BackupProgress, AutoCloseable {

    private final Terminal terminal;
    private @Nullable Stage shown;
    private @Nullable Progress bar;

    BackupProgressBar(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void reached(Stage stage, long done, long total) {
        Progress current = bar;
        if (stage != shown || current == null) {
            close();
            shown = stage;
            current = new Progress(terminal, total);
            bar = current;
            if (terminal.isInteractive()) {
                terminal.err().println(sentence(stage));
            }
        }
        current.accept(done);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    private static String sentence(Stage stage) {
        return switch (stage) {
            case READING -> "Reading a table";
            case EXPORTING -> "Writing all rows";
            case CHECKING -> "Checking the file (bytes)";
            case UPGRADING -> "Upgrading what an older version wrote";
            case IMPORTING -> "Importing all rows";
            case COMPARING -> "Reading all rows back";
            case VERIFYING -> "Looking up every token";
        };
    }
}
