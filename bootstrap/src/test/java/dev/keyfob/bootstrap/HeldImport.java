package dev.keyfob.bootstrap;

import dev.keyfob.application.UseCases;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.backup.BackupProgress.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A separate process that imports a file, stops in the middle, and waits to be killed. */
final class HeldImport {

    private HeldImport() {}

    public static void main(String[] args) {
        Settings settings = Settings.load(DataLocation.of(args).settings(), System.getenv(), Optional.empty());
        UseCases keyfob = Wiring.onNewOrExisting(settings, text -> {}, text -> {}).useCases;
        keyfob.backup.importData.importFrom(
                new Actor.Operator(), Path.of(args[args.length - 1]), (stage, done, total) -> {
                    if (stage == Stage.IMPORTING && done > total / 2) {
                        System.out.println("in the middle: " + done + " of " + total);
                        System.out.flush();
                        while (true) {
                            Thread.onSpinWait();
                        }
                    }
                });
    }

    /** Starts the process, and returns when it has stopped in the middle. */
    static Process start(String option, String place, Path file) throws IOException {
        Process process = new ProcessBuilder(OwnJava.command(HeldImport.class, option, place, file.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.getInputStream().read() < 0) {
            throw new IOException("it ended by itself");
        }
        return process;
    }
}
