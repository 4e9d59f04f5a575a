package dev.keyfob.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares verification with four limits of the policy set and with none. */
final class PolicyBenchmark {

    /** None of these limits stops a token that the benchmark uses. */
    private static final Map<String, String> LIMITS =
            Map.of("longest_life", "365d", "no_expiration", "off", "idle_limit", "90d", "tokens_per_user", "1000000");

    private final Options options;
    private final Store store;

    private PolicyBenchmark(Options options, Store store) {
        this.options = options;
        this.store = store;
    }

    static void run(Options options) throws Exception {
        Wrk.isNeeded();
        Files.createDirectories(options.work());
        Store store = Store.parse(options.database(), options.work().resolve("data"));
        Seeded seeded = Seeding.fill(store, options.tokens().get(0), options.inUse());
        System.out.printf(
                "%n%,d tokens; %d rounds of %d s each%n%n",
                options.tokens().get(0), options.rounds(), options.seconds());
        try (JavaProcess keyfob = JavaProcess.keyfob(
                options.jar(), store, options.work().resolve("keyfob.log"), options.flagsOfKeyfob())) {
            new PolicyBenchmark(options, store).measure(keyfob, new Scenarios(seeded));
        }
    }

    private void measure(JavaProcess keyfob, Scenarios scenarios) throws Exception {
        Table table = new Table("policy");
        for (Scenario scenario : List.of(scenarios.authCheck(), scenarios.introspect())) {
            if (!options.isWanted(scenario.name())) {
                continue;
            }
            Path requests = options.work().resolve("requests");
            scenario.write(requests);
            try (Target target = new Target(keyfob, requests, 0, Optional.empty())) {
                for (int connections : options.connections()) {
                    setLimits(true);
                    target.warmUp(connections);
                    setLimits(false);
                    target.warmUp(connections);
                    Map<String, InterleavedRounds.Turn> turns = new LinkedHashMap<>();
                    turns.put("four limits", () -> measure(target, connections, true));
                    turns.put("no limit", () -> measure(target, connections, false));
                    table.print(scenario.name(), connections, InterleavedRounds.take(options.rounds(), turns));
                }
            }
        }
    }

    private Round measure(Target target, int connections, boolean hasLimits) throws Exception {
        setLimits(hasLimits);
        return target.measure(connections, options.seconds());
    }

    private void setLimits(boolean hasLimits) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(JavaProcess.java().toString(), "-jar", options.jar().toString()));
        command.addAll(store.arguments());
        command.addAll(List.of("policy", "set", "--yes"));
        LIMITS.forEach((name, value) -> command.add(name + "=" + (hasLimits ? value : "default")));
        Path log = options.work().resolve("policy.log");
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("policy set failed: " + Files.readString(log));
        }
    }
}
