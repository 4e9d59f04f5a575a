package dev.keyfob.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the JMH benchmark of verification, without HTTP, in a separate process. */
final class InProcessBenchmark {

    private InProcessBenchmark() {}

    static void run(Options options) throws Exception {
        Files.createDirectories(options.work());
        for (long tokens : options.tokens()) {
            Path directory = options.work().resolve("data");
            Seeded seeded = Seeding.fill(Store.parse(options.database(), directory), tokens, options.inUse());
            Path secrets = options.work().resolve("secrets");
            Files.write(secrets, seeded.secrets());
            System.out.printf("%n%,d tokens%n", tokens);
            new Runner(new OptionsBuilder()
                            .include(VerificationBenchmark.class.getName())
                            .forks(1)
                            .warmupIterations(3)
                            .warmupTime(TimeValue.seconds(options.seconds() / 2))
                            .measurementIterations(5)
                            .measurementTime(TimeValue.seconds(options.seconds() / 2))
                            .addProfiler(GCProfiler.class)
                            .jvmArgs(options.serverFlags().toArray(String[]::new))
                            .jvmArgsAppend(
                                    "-D" + VerificationBenchmark.DATABASE + "=" + options.database(),
                                    "-D" + VerificationBenchmark.DIRECTORY + "=" + directory,
                                    "-D" + VerificationBenchmark.SECRETS + "=" + secrets)
                            .build())
                    .run();
        }
    }
}
