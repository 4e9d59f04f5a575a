package dev.keyfob.cli.audit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options {@code --since} and {@code --until}. */
final class PeriodOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--since", paramLabel = "TIME", description = PastTime.SINCE)
    private String since;

    @Option(names = "--until", paramLabel = "TIME", description = PastTime.UNTIL)
    private String until;

    Optional<Instant> since(Supplier<InstantSource> clock) {
        return Optional.ofNullable(since).map(typed -> PastTime.parse(typed, clock.get(), command));
    }

    Optional<Instant> until(Supplier<InstantSource> clock) {
        return Optional.ofNullable(until).map(typed -> PastTime.parse(typed, clock.get(), command));
    }
}
