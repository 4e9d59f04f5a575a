package dev.keyfob.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares Keyfob over HTTP with servers that do the same minimal work and write the same bytes. */
final class LoadBenchmark {

    /** With more connections, Keyfob refuses some requests, and each refused request would waste a token. */
    private static final int MOST_CONNECTIONS_FOR_REVOKING = 64;

    private static final int CONNECTIONS_FOR_CREATING = 32;

    private final Options options;
    private final Scenarios scenarios;
    private final JavaProcess keyfob;
    private final Table table = new Table("server");

    private LoadBenchmark(Options options, Scenarios scenarios, JavaProcess keyfob) {
        this.options = options;
        this.scenarios = scenarios;
        this.keyfob = keyfob;
    }

    static void run(Options options) throws Exception {
        Wrk.isNeeded();
        Files.createDirectories(options.work());
        for (long tokens : options.tokens()) {
            Store store = Store.parse(options.database(), options.work().resolve("data"));
            long start = System.nanoTime();
            Seeded seeded =
                    options.again() ? Seeded.read(options.stored()) : Seeding.fill(store, tokens, options.inUse());
            seeded.write(options.stored());
            System.out.printf(
                    "%n%,d tokens, %d for each owner, %,d of them in use, stored in %.0f s; %d rounds of %d s each%n%n",
                    tokens,
                    Seeding.TOKENS_OF_AN_OWNER,
                    seeded.secrets().size(),
                    (System.nanoTime() - start) / 1e9,
                    options.rounds(),
                    options.seconds());
            try (JavaProcess keyfob = JavaProcess.keyfob(
                    options.jar(), store, options.work().resolve("keyfob.log"), options.flagsOfKeyfob())) {
                new LoadBenchmark(options, new Scenarios(seeded), keyfob).run();
            }
        }
    }

    private void run() throws Exception {
        for (Scenario scenario : List.of(
                scenarios.authCheck(),
                scenarios.introspect(),
                scenarios.graphQl(),
                scenarios.list(),
                scenarios.create())) {
            if (options.isWanted(scenario.name())) {
                measure(scenario);
            }
        }
        if (options.isWanted(scenarios.revoke(List.of()).name())) {
            for (int connections : options.connections()) {
                if (connections <= MOST_CONNECTIONS_FOR_REVOKING) {
                    measureRevoking(connections);
                }
            }
        }
    }

    private void measure(Scenario scenario) throws Exception {
        Path requests = write(scenario, "requests");
        Path answers = askOnce(scenario);
        try (Target target = new Target(keyfob, requests, 1, Optional.empty());
                JavaProcess javalin = reference("javalin", answers);
                JavaProcess jetty = reference("jetty", answers);
                Target javalinTarget = new Target(javalin, requests, 0, Optional.empty());
                Target jettyTarget = new Target(jetty, requests, 0, Optional.empty())) {
            Map<String, Target> targets = new LinkedHashMap<>();
            targets.put("Keyfob", target);
            targets.put("Javalin", javalinTarget);
            targets.put("Jetty", jettyTarget);
            for (int connections : options.connections()) {
                for (Target each : targets.values()) {
                    each.warmUp(connections);
                }
                Map<String, InterleavedRounds.Turn> turns = new LinkedHashMap<>();
                targets.forEach((name, each) -> turns.put(name, () -> each.measure(connections, options.seconds())));
                table.print(scenario.name(), connections, InterleavedRounds.take(options.rounds(), turns));
            }
        }
    }

    // Each request revokes an existing token. Creating one takes longer than revoking it, so the tokens created in the
    // time of all rounds suffice for slightly shorter rounds.
    private void measureRevoking(int connections) throws Exception {
        Path locations = options.work().resolve("locations");
        Files.deleteIfExists(locations);
        try (Target creations = new Target(keyfob, write(scenarios.create(), "creations"), 0, Optional.of(locations))) {
            creations.measure(CONNECTIONS_FOR_CREATING, options.seconds() * options.rounds() + 5);
        }
        Scenario revoke = scenarios.revoke(Files.readAllLines(locations));
        Path requests = write(revoke, "requests");
        Path answers = askOnce(revoke);
        try (Target target = new Target(keyfob, requests, 1, Optional.empty());
                JavaProcess javalin = reference("javalin", answers);
                JavaProcess jetty = reference("jetty", answers);
                Target javalinTarget = new Target(javalin, requests, 0, Optional.empty());
                Target jettyTarget = new Target(jetty, requests, 0, Optional.empty())) {
            double perSecond = target.measure(connections, 1).answered().goodPerSecond();
            double enoughFor = (revoke.requests().size() - target.next()) / (1.5 * perSecond * options.rounds());
            int seconds = Math.max(1, (int) Math.min(options.seconds(), enoughFor));
            javalinTarget.warmUp(connections);
            jettyTarget.warmUp(connections);
            Map<String, InterleavedRounds.Turn> turns = new LinkedHashMap<>();
            turns.put("Keyfob", () -> target.measure(connections, seconds));
            turns.put("Javalin", () -> javalinTarget.measure(connections, seconds));
            turns.put("Jetty", () -> jettyTarget.measure(connections, seconds));
            Map<String, List<Round>> taken = InterleavedRounds.take(options.rounds(), turns);
            if (target.next() > revoke.requests().size()) {
                throw new IOException("there were too few tokens to revoke: give more --seconds");
            }
            table.print(revoke.name(), connections, taken);
        }
    }

    private Path write(Scenario scenario, String name) throws IOException {
        Path file = options.work().resolve(name);
        scenario.write(file);
        return file;
    }

    /** Sends the first request once, and returns the file with Keyfob's answer. */
    private Path askOnce(Scenario scenario) throws IOException {
        Path file = options.work().resolve("answers");
        try (Wire wire = new Wire(keyfob.port())) {
            if (wire.ask(scenario.requests().get(0)) != scenario.status()) {
                throw new IOException(scenario.name() + " was answered: " + wire.head());
            }
            CannedAnswer.write(file, List.of(CannedAnswer.of(scenario, wire)));
        }
        return file;
    }

    private JavaProcess reference(String kind, Path answers) throws Exception {
        return JavaProcess.reference(
                kind, answers, options.stored(), options.work().resolve(kind + ".log"), options.serverFlags());
    }
}
