package dev.keyfob.bootstrap;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines that start a class of this build in a separate process, with options for a fast start. */
public final class OwnJava {

    private OwnJava() {}

    public static List<String> keyfob(String... args) {
        return command(Main.class, args);
    }

    /** The same, with the classes of that folder before Keyfob's own. */
    static List<String> keyfobBehind(Path folder, String... args) {
        List<String> command = new ArrayList<>(List.of(
                executable(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                folder + File.pathSeparator + System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));
        return command;
    }

    static List<String> command(Class<?> main, String... args) {
        List<String> command = new ArrayList<>(List.of(executable(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(SharedClasses.options());
        command.add(main.getName());
        command.addAll(List.of(args));
        return command;
    }

    static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
