package dev.keyfob.persistence;

import dev.keyfob.persistence.connection.DatabaseUnavailable;
import java.io.IOException;
import java.nio.file.Path;

/** A separate process that opens the database, says how that went, and keeps it open until this is closed. */
final class HeldDatabase implements AutoCloseable {

    static final String OPEN = "open";

    private final Process process;
    private final String answer;

    private HeldDatabase(Process process, String answer) {
        this.process = process;
        this.answer = answer;
    }

    public static void main(String[] args) throws IOException {
        try (Database database = Database.inDirectory(Path.of(args[0]), text -> {})) {
            System.out.println(database.condition() == Database.Condition.READY ? OPEN : "not ready");
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (DatabaseUnavailable e) {
            System.out.println(e.getMessage());
        }
    }

    static HeldDatabase start(Path directory) throws IOException {
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
        return new HeldDatabase(process, String.valueOf(process.inputReader().readLine()));
    }

    /** {@link #OPEN}, or why the database could not be opened. */
    String answer() {
        return answer;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }
}
