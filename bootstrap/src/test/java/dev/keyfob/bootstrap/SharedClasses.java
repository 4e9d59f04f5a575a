package dev.keyfob.bootstrap;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A class data archive of the libraries, which makes each of the many short processes of the tests start a second
 * sooner.
 *
 * <p>Java archives classes from jars only, so the jars come first on the class path, and the folders of this build
 * after them. The first process that needs the archive creates it; the forks of one build share it.
 */
final class SharedClasses {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final String JARS = onClassPath(true);
    private static final String FOLDERS = onClassPath(false);

    private static final Path ARCHIVE = TARGET.resolve("classes-" + Integer.toHexString(stamp()) + ".jsa");

    private SharedClasses() {}

    /** Options with the class path of this build, and the archive for it. */
    static List<String> options() {
        List<String> options = new ArrayList<>();
        if (made()) {
            options.addAll(List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-Xlog:disable", "-Xlog:all=error:stderr"));
        }
        options.addAll(List.of("-cp", JARS + File.pathSeparator + FOLDERS));
        return options;
    }

    private static boolean made() {
        if (Files.exists(ARCHIVE)) {
            return true;
        }
        try (FileChannel file =
                FileChannel.open(TARGET.resolve("classes.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.lock();
            return Files.exists(ARCHIVE) || make();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs a demo to find out which classes are needed, and archives them. */
    private static boolean make() throws IOException, InterruptedException {
        Path list = Files.createTempFile(TARGET, "classes", ".list");
        Path output = Files.createTempFile(TARGET, "classes", ".log");
        Path unfinished = Files.createTempFile(TARGET, "classes", ".jsa");
        Process demo = java(
                output,
                "-XX:DumpLoadedClassList=" + list,
                "-cp",
                JARS + File.pathSeparator + FOLDERS,
                Main.class.getName(),
                "demo",
                "--port",
                "0");
        while (demo.isAlive() && !Files.readString(output).contains("KEYFOB_TOKEN=")) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        demo.destroy();
        demo.waitFor();
        Process packing = java(
                output,
                "-Xshare:dump",
                "-Xlog:disable",
                "-XX:SharedClassListFile=" + list,
                "-XX:SharedArchiveFile=" + unfinished,
                "-cp",
                JARS);
        boolean done = packing.waitFor() == 0;
        if (done) {
            Files.move(unfinished, ARCHIVE);
        }
        return done;
    }

    private static Process java(Path output, String... options) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(OwnJava.executable(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("KEYFOB_"));
        return builder.start();
    }

    private static String onClassPath(boolean jars) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar") == jars)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A number that changes with the jars and with the version of Java. */
    private static int stamp() {
        return Stream.of(JARS.split(File.pathSeparator))
                        .map(jar -> jar + new File(jar).length() + new File(jar).lastModified())
                        .collect(Collectors.toList())
                        .hashCode()
                ^ Objects.hash(System.getProperty("java.home"), System.getProperty("java.vm.version"));
    }
}
