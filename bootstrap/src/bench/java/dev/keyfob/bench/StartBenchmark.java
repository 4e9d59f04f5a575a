package dev.keyfob.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How long it takes until a process is of use, and how much memory it then holds. */
final class StartBenchmark {

    private static final int TIMES = 7;
    private static final int IDLE_SECONDS = 5;

    private static final List<String> FLAGS = List.of(
            "",
            "-XX:+UseSerialGC",
            "-XX:+UseSerialGC -Xmx128m",
            "-XX:+UseSerialGC -Xmx64m",
            "-XX:+UseSerialGC -Xmx64m -XX:TieredStopAtLevel=1");

    private static final Path LAUNCHER = Path.of("bootstrap/src/main/scripts/keyfob");

    private interface Start {
        JavaProcess start(List<String> flags) throws Exception;
    }

    private record Started(double wallMillis, double processorMillis, long residentMegabytes) {}

    private StartBenchmark() {}

    static void run(Options options) throws Exception {
        Files.createDirectories(options.work());
        Path log = options.work().resolve("start.log");
        Store store = Store.parse(options.database(), options.work().resolve("data"));
        Seeding.fill(store, options.tokens().get(0), options.inUse());
        Path answers = options.work().resolve("answers");
        CannedAnswer.write(
                answers,
                List.of(new CannedAnswer(
                        "GET", "/sign-in", 200, Map.of(), "Hello".getBytes(StandardCharsets.US_ASCII))));
        Map<String, Start> servers = new LinkedHashMap<>();
        servers.put("Keyfob", flags -> JavaProcess.keyfob(options.jar(), store, log, flags));
        servers.put("Javalin", flags -> JavaProcess.bare("javalin", answers, log, flags));
        servers.put("Jetty", flags -> JavaProcess.bare("jetty", answers, log, flags));

        System.out.printf(
                "%n%,d tokens; the median of %d starts each%n%n",
                options.tokens().get(0), TIMES);
        System.out.println("| flags | server | to the first page, ms | processor till then, ms | resident MB, "
                + IDLE_SECONDS + " s later |");
        System.out.println("|---|---|--:|--:|--:|");
        for (String flags : FLAGS) {
            for (Map.Entry<String, Start> server : servers.entrySet()) {
                print(flags, server.getKey(), server.getValue());
            }
        }
        // Once before it counts: the first run keeps the classes for the others.
        run(List.of(LAUNCHER.toString(), "--version"), options.jar());
        print(
                "those of the launcher",
                "Keyfob by the launcher",
                flags -> JavaProcess.launched(LAUNCHER, options.jar(), store, log));
        printCommands(options.jar());
    }

    private static void print(String flags, String name, Start server) throws Exception {
        List<String> words = flags.isEmpty() ? List.of() : List.of(flags.split(" "));
        List<Started> starts = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            starts.add(once(server, words, i == 0));
        }
        System.out.printf(
                "| %s | %s | %.0f | %.0f | %d |%n",
                flags.isEmpty() ? "none" : "`" + flags + "`",
                name,
                median(starts.stream().mapToDouble(Started::wallMillis).toArray()),
                median(starts.stream().mapToDouble(Started::processorMillis).toArray()),
                starts.get(0).residentMegabytes());
    }

    private static Started once(Start server, List<String> flags, boolean idle) throws Exception {
        byte[] request = Scenario.request("GET", "/sign-in", "", "");
        long start = System.nanoTime();
        try (JavaProcess process = server.start(flags);
                Wire wire = new Wire(process.port())) {
            if (wire.ask(request) != 200) {
                throw new IllegalStateException("the first page: " + wire.head());
            }
            double wall = (System.nanoTime() - start) / 1e6;
            double processor = process.processorNanos() / 1e6;
            TimeUnit.SECONDS.sleep(idle ? IDLE_SECONDS : 0);
            return new Started(wall, processor, process.residentMegabytes());
        }
    }

    private static void printCommands(Path jar) throws Exception {
        String java = JavaProcess.java().toString();
        String serial = "-XX:+UseSerialGC";
        String quick = "-XX:TieredStopAtLevel=1";
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put("java -version", List.of(java, "-version"));
        commands.put(
                "java with picocli alone (its own AutoComplete --help)",
                List.of(java, "-cp", jar.toString(), "picocli.AutoComplete", "--help"));
        commands.put("keyfob --help", List.of(java, "-jar", jar.toString(), "--help"));
        commands.put(
                "keyfob --help, serial and quick compiler",
                List.of(java, serial, quick, "-jar", jar.toString(), "--help"));
        commands.put("keyfob --help, by the launcher", List.of(LAUNCHER.toString(), "--help"));
        System.out.println("\n| command | wall ms |\n|---|--:|");
        for (Map.Entry<String, List<String>> command : commands.entrySet()) {
            double[] millis = new double[TIMES];
            for (int i = 0; i < TIMES; i++) {
                long start = System.nanoTime();
                run(command.getValue(), jar);
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
            System.out.printf("| %s | %.0f |%n", command.getKey(), median(millis));
        }
    }

    private static void run(List<String> command, Path jar) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("KEYFOB_JAR", jar.toString());
        int exit = builder.start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException(command + " ended with " + exit);
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
