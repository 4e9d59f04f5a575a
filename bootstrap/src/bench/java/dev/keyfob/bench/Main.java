package dev.keyfob.bench;

import java.util.List;

/** Runs one of the benchmarks and prints its table. */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws Exception {
        String what = args.length == 0 ? "" : args[0];
        Options options =
                Options.parse(args.length == 0 ? List.of() : List.of(args).subList(1, args.length));
        switch (what) {
            case "load" -> LoadBenchmark.run(options);
            case "policy" -> PolicyBenchmark.run(options);
            case "carriers" -> CarriersBenchmark.run(options);
            case "in-process" -> InProcessBenchmark.run(options);
            case "revocation" -> RevocationBenchmark.run(options);
            case "start" -> StartBenchmark.run(options);
            default -> {
                System.err.println(
                        "Say what to measure: load, policy, carriers, in-process, start or revocation." + Options.HELP);
                System.exit(2);
            }
        }
    }
}
