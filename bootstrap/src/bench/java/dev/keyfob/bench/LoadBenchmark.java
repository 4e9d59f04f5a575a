package dev.keyfob.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keyfob over HTTP, beside servers that repeat its answers. */
final class LoadBenchmark {

    private static final int TURNS = 5;
    private static final Load.Listener NOBODY = (number, wire) -> {};

    private final Options options;
    private final long tokens;
    private final Map<Integer, String> created = new ConcurrentHashMap<>();

    private LoadBenchmark(Options options, long tokens) {
        this.options = options;
        this.tokens = tokens;
    }

    static void run(Options options) throws Exception {
        Files.createDirectories(options.work());
        for (long tokens : options.tokens()) {
            new LoadBenchmark(options, tokens).run();
        }
    }

    private void run() throws Exception {
        Store store = Store.parse(options.database(), options.work().resolve("data"));
        long start = System.nanoTime();
        Seeded seeded = options.again() ? Seeded.read(stored()) : Seeding.fill(store, tokens, options.inUse());
        seeded.write(stored());
        System.out.printf(
                "%n%,d tokens, %d for each owner, %,d of them in use, stored in %.0f s; %d connections,"
                        + " %d s to warm up and %d s measured in turns%n%n",
                tokens,
                Seeding.TOKENS_OF_AN_OWNER,
                seeded.secrets().size(),
                (System.nanoTime() - start) / 1e9,
                options.connections(),
                options.seconds(),
                options.seconds());
        List<String> flags = new ArrayList<>(options.serverFlags());
        flags.addAll(options.keyfobFlags());
        try (JavaProcess keyfob =
                JavaProcess.keyfob(options.jar(), store, options.work().resolve("keyfob.log"), flags)) {
            measure(keyfob, new Scenarios(seeded));
        }
    }

    private void measure(JavaProcess keyfob, Scenarios scenarios) throws Exception {
        // Creating comes after listing, which would otherwise see what it made; revoking ends what it made.
        List<Scenario> fixed = List.of(
                scenarios.authCheck(),
                scenarios.introspect(),
                scenarios.graphQl(),
                scenarios.list(),
                scenarios.create());
        // Much of the code is shared: whatever is measured first would pay for compiling it.
        for (Scenario scenario : fixed) {
            if (isWanted(scenario) && !scenario.isOnce()) {
                try (Load load = new Load(keyfob, scenario, options.connections(), NOBODY)) {
                    load.run(options.seconds());
                }
            }
        }
        Table table = new Table();
        for (Scenario scenario : fixed) {
            if (isWanted(scenario)) {
                measure(keyfob, scenario, table);
            }
        }
        if (!created.isEmpty()) {
            List<byte[]> revocations = created.entrySet().stream()
                    .map(made -> scenarios.revocation(made.getKey(), made.getValue()))
                    .toList();
            measure(keyfob, scenarios.revoke(revocations), table);
        }
    }

    // The servers take turns, so that whatever else the machine does falls on all of them.
    private void measure(JavaProcess keyfob, Scenario scenario, Table table) throws Exception {
        Path answers = options.work().resolve("answers");
        List<CannedAnswer> seen = new ArrayList<>();
        Load.Listener listener = (number, wire) -> {
            if (seen.isEmpty()) {
                remember(seen, CannedAnswer.of(scenario, wire));
            }
            if (scenario.status() == 201) {
                created.put(number, wire.header("Location").orElseThrow());
            }
        };
        int turn = Math.max(1, options.seconds() / TURNS);
        try (Load load = new Load(keyfob, scenario, options.connections(), listener)) {
            // Ending tokens needs no warm-up: making them was one, and there are only so many.
            load.run(scenario.method().equals("DELETE") ? 1 : options.seconds());
            CannedAnswer.write(answers, seen);
            try (JavaProcess javalin = bare("javalin", answers);
                    JavaProcess jetty = bare("jetty", answers);
                    Load javalinLoad = new Load(javalin, scenario.repeatable(), options.connections(), NOBODY);
                    Load jettyLoad = new Load(jetty, scenario.repeatable(), options.connections(), NOBODY)) {
                Map<String, Load> loads = new LinkedHashMap<>();
                loads.put("Keyfob", load);
                loads.put("Javalin", javalinLoad);
                loads.put("Jetty", jettyLoad);
                javalinLoad.run(options.seconds());
                jettyLoad.run(options.seconds());
                Map<String, List<Measurement>> pieces = new LinkedHashMap<>();
                for (int i = 0; i < TURNS && !load.isDone(); i++) {
                    for (Map.Entry<String, Load> each : loads.entrySet()) {
                        pieces.computeIfAbsent(each.getKey(), first -> new ArrayList<>())
                                .add(each.getValue().run(turn));
                    }
                }
                Map<String, Measurement> measured = new LinkedHashMap<>();
                pieces.forEach((server, each) -> measured.put(server, Measurement.of(each)));
                table.print(scenario.name(), measured);
            }
        }
    }

    private Path stored() {
        return options.work().resolve("stored");
    }

    private JavaProcess bare(String kind, Path answers) throws Exception {
        return JavaProcess.bare(kind, answers, options.work().resolve(kind + ".log"), options.serverFlags());
    }

    private boolean isWanted(Scenario scenario) {
        return options.only().isEmpty() || options.only().stream().anyMatch(scenario.name()::contains);
    }

    private static void remember(List<CannedAnswer> seen, CannedAnswer answer) {
        synchronized (seen) {
            if (seen.isEmpty()) {
                seen.add(answer);
            }
        }
    }
}
