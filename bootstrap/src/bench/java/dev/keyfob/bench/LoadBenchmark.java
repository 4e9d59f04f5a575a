package dev.keyfob.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keyfob over HTTP, beside servers that repeat its answers. */
final class LoadBenchmark {

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
        Seeded seeded = Seeding.fill(store, tokens);
        System.out.printf(
                "%n%,d tokens, %d for each owner, stored in %.0f s; %d connections, %d s to warm up and %d s measured%n%n",
                tokens,
                Seeding.TOKENS_OF_AN_OWNER,
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
                load(keyfob, scenario, (number, wire) -> {});
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

    private void measure(JavaProcess keyfob, Scenario scenario, Table table) throws Exception {
        Path answers = options.work().resolve("answers");
        Map<String, Measurement> measured = new LinkedHashMap<>();
        List<CannedAnswer> seen = new ArrayList<>();
        measured.put("Keyfob", load(keyfob, scenario, (number, wire) -> {
            if (seen.isEmpty()) {
                remember(seen, CannedAnswer.of(scenario, wire));
            }
            if (scenario.status() == 201) {
                created.put(number, wire.header("Location").orElseThrow());
            }
        }));
        CannedAnswer.write(answers, seen);
        for (String kind : List.of("Javalin", "Jetty")) {
            Path log = options.work().resolve(kind + ".log");
            try (JavaProcess bare =
                    JavaProcess.bare(kind.toLowerCase(Locale.ROOT), answers, log, options.serverFlags())) {
                measured.put(kind, load(bare, scenario.repeatable(), (number, wire) -> {}));
            }
        }
        table.print(scenario.name(), measured);
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

    private Measurement load(JavaProcess server, Scenario scenario, Load.Listener listener) throws Exception {
        try (Load load = new Load(server, scenario, options.connections(), listener)) {
            if (!scenario.name().startsWith("DELETE") || !scenario.isOnce()) {
                load.run(options.seconds());
            }
            return load.run(options.seconds());
        }
    }
}
