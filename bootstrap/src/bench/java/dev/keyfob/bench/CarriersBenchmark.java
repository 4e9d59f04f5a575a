package dev.keyfob.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures {@code /auth/check} with the token in each carrier, at one server that accepts all of them. */
final class CarriersBenchmark {

    private final Options options;
    private final JavaProcess keyfob;

    private CarriersBenchmark(Options options, JavaProcess keyfob) {
        this.options = options;
        this.keyfob = keyfob;
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
                options.jar(),
                store,
                options.work().resolve("keyfob.log"),
                options.flagsOfKeyfob(),
                Map.of("KEYFOB_AUTH_CHECK_CARRIERS", "bearer basic x-api-key"))) {
            new CarriersBenchmark(options, keyfob).measure(new Scenarios(seeded).authCheckByCarrier());
        }
    }

    private void measure(Map<String, Scenario> byCarrier) throws Exception {
        Table table = new Table("carrier");
        Map<String, Target> targets = new LinkedHashMap<>();
        try {
            for (var each : byCarrier.entrySet()) {
                Path requests = options.work().resolve("requests-" + each.getKey());
                each.getValue().write(requests);
                targets.put(each.getKey(), new Target(keyfob, requests, 0, Optional.empty()));
            }
            String name = List.copyOf(byCarrier.values()).get(0).name();
            for (int connections : options.connections()) {
                for (Target each : targets.values()) {
                    each.warmUp(connections);
                }
                Map<String, InterleavedRounds.Turn> turns = new LinkedHashMap<>();
                targets.forEach(
                        (carrier, each) -> turns.put(carrier, () -> each.measure(connections, options.seconds())));
                table.print(name, connections, InterleavedRounds.take(options.rounds(), turns));
            }
        } finally {
            for (Target each : targets.values()) {
                each.close();
            }
        }
    }
}
