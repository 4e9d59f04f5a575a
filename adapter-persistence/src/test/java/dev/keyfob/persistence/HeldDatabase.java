package dev.keyfob.persistence;

import java.io.IOException;
import java.nio.file.Path;

/** A separate process that keeps the database open until its standard input ends. */
final class HeldDatabase {

    private HeldDatabase() {}

    public static void main(String[] args) throws IOException {
        try (Database database = Database.inDirectory(Path.of(args[0]), text -> {})) {
            System.out.println(database.condition() == Database.Condition.READY);
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
    }

    static Process start(Path directory) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeldDatabase.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getInputStream().read();
        return process;
    }
}
