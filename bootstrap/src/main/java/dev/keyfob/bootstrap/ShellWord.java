package dev.keyfob.bootstrap;

import java.nio.file.Path;

/** Formats options so that they can be pasted into a shell. */
final class ShellWord {

    private ShellWord() {}

    /** Returns the option that names this data. */
    static String place(Settings settings) {
        return settings.database()
                .map(address -> "--db " + quoted(address.url()))
                .orElseGet(
                        () -> settings.dataDirectory().map(ShellWord::directory).orElse(""));
    }

    static String directory(Path path) {
        return "--data " + quoted(path.toString());
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9/._:,+@%=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
