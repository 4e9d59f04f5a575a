package dev.keyfob.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Measures how long a process takes until it is usable, and how much memory it then uses. */
final class StartBenchmark {

    private static final int TIMES = 5;
    private static final int ROUNDS = 15;
    private static final int IDLE_SECONDS = 3;

    private static final Path LAUNCHER = Path.of("bootstrap/src/main/scripts/keyfob");

    private interface Start {
        JavaProcess start() throws Exception;
    }

    private record Started(double wallMillis, double processorMillis, long residentMegabytes) {}

    private StartBenchmark() {}

    static void run(Options options) throws Exception {
        Files.createDirectories(options.work());
        Path log = options.work().resolve("start.log");
        Store store = Store.parse(options.database(), options.work().resolve("data"));
        Path seeded = options.stored();
        Seeding.fill(store, options.tokens().get(0), options.inUse()).write(seeded);
        Path answers = options.work().resolve("answers");
        CannedAnswer.write(
                answers,
                List.of(new CannedAnswer(
                        "GET", "/sign-in", 200, Map.of(), "Hello".getBytes(StandardCharsets.US_ASCII))));
        Map<String, Start> servers = new LinkedHashMap<>();
        servers.put("Keyfob by the launcher", () -> JavaProcess.launched(LAUNCHER, options.jar(), store, log));
        servers.put("Keyfob", () -> JavaProcess.keyfob(options.jar(), store, log, List.of()));
        servers.put("Javalin", () -> JavaProcess.reference("javalin", answers, seeded, log, List.of()));
        servers.put("Jetty", () -> JavaProcess.reference("jetty", answers, seeded, log, List.of()));

        // An unmeasured first run creates the class data archive.
        run(List.of(LAUNCHER.toString(), "--version"), options.jar());
        printCommands(options.jar());
        System.out.printf(
                "%n%,d tokens; the median of %d starts each, without options but those of the launcher%n%n",
                options.tokens().get(0), TIMES);
        System.out.println("| server | to the first page, ms | processor till then, ms | resident MB, " + IDLE_SECONDS
                + " s later |");
        System.out.println("|---|--:|--:|--:|");
        for (Map.Entry<String, Start> server : servers.entrySet()) {
            print(server.getKey(), server.getValue());
        }
    }

    private static void print(String name, Start server) throws Exception {
        List<Started> starts = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            starts.add(once(server, i == 0));
        }
        System.out.printf(
                "| %s | %.0f | %.0f | %d |%n",
                name,
                Spread.median(starts.stream().mapToDouble(Started::wallMillis).toArray()),
                Spread.median(
                        starts.stream().mapToDouble(Started::processorMillis).toArray()),
                starts.get(0).residentMegabytes());
    }

    private static Started once(Start server, boolean idle) throws Exception {
        byte[] request = Scenario.request("GET", "/sign-in", "", "");
        long start = System.nanoTime();
        try (JavaProcess process = server.start();
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
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put("java -version", List.of(java, "-version"));
        commands.put(
                "java with picocli alone (its own AutoComplete --help)",
                List.of(java, "-cp", jar.toString(), "picocli.AutoComplete", "--help"));
        commands.put("keyfob --help", List.of(java, "-jar", jar.toString(), "--help"));
        commands.put("keyfob --help, by the launcher", List.of(LAUNCHER.toString(), "--help"));
        commands.put("keyfob --version", List.of(java, "-jar", jar.toString(), "--version"));
        commands.put("keyfob --version, by the launcher", List.of(LAUNCHER.toString(), "--version"));
        commands.put(
                "keyfob token list --help, by the launcher", List.of(LAUNCHER.toString(), "token", "list", "--help"));
        Map<String, double[]> walls = new LinkedHashMap<>();
        Map<String, double[]> processors = new LinkedHashMap<>();
        // The variants take turns, so that other load on the machine affects all of them alike.
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, List<String>> command : commands.entrySet()) {
                long before = JavaProcess.processorNanosOfEnded();
                long start = System.nanoTime();
                run(command.getValue(), jar);
                walls.computeIfAbsent(command.getKey(), name -> new double[ROUNDS])[round] =
                        (System.nanoTime() - start) / 1e6;
                processors.computeIfAbsent(command.getKey(), name -> new double[ROUNDS])[round] =
                        (JavaProcess.processorNanosOfEnded() - before) / 1e6;
            }
        }
        System.out.printf("%nThe median of %d each%n%n", ROUNDS);
        System.out.println("| command | wall ms | processor ms |\n|---|--:|--:|");
        for (String command : commands.keySet()) {
            System.out.printf(
                    "| %s | %.0f | %.0f |%n",
                    command, Spread.median(walls.get(command)), Spread.median(processors.get(command)));
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
}
