package dev.keyfob.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The git commit of the build. The build writes it to a file beside this class. */
final class BuildCommit {

    private BuildCommit() {}

    static String built() {
        try (InputStream file = BuildCommit.class.getResourceAsStream("commit.txt")) {
            return file == null ? "unknown" : new String(file.readAllBytes(), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
