package dev.keyfob.bootstrap;

import dev.keyfob.cli.doctor.CheckResult;
import dev.keyfob.persistence.connection.DatabaseUnavailable;
import dev.keyfob.persistence.store.DatabaseDiagnostics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The doctor's checks of the data if no server is running on it: migrations, clocks, and the end of the audit log. */
final class DataChecks {

    private static final String DATABASE = "database";
    private static final String MIGRATIONS = "migrations";
    private static final String CLOCK = "clock";
    private static final String AUDIT = "audit log";

    /** A smaller difference between clocks is normal. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private DataChecks() {}

    static List<CheckResult> of(Supplier<DatabaseDiagnostics> data, InstantSource here) {
        DatabaseDiagnostics seen;
        try {
            seen = data.get();
        } catch (DatabaseUnavailable e) {
            return List.of(CheckResult.failure(
                    DATABASE, e.getMessage(), "Correct that. See docs/runbooks.md and docs/backup.md."));
        }
        List<CheckResult> results = new ArrayList<>();
        results.add(schema(seen));
        results.add(clock(seen, here.instant()));
        seen.details().map(DataChecks::auditHead).ifPresent(results::add);
        return results;
    }

    private static CheckResult schema(DatabaseDiagnostics seen) {
        return switch (seen.schema()) {
            case NONE -> CheckResult.ok(MIGRATIONS, "There is no data yet: the first start creates it.");
            case SAME -> CheckResult.ok(MIGRATIONS, "None is pending.");
            case OLDER ->
                CheckResult.warning(
                        MIGRATIONS,
                        "The schema is older than this version of Keyfob: the next start brings it up to date.",
                        "Make a backup with the earlier version, then start. See docs/operate.md.");
            case NEWER ->
                CheckResult.warning(
                        MIGRATIONS,
                        "A newer Keyfob brought the schema to a version on which this one can run.",
                        "Install the newer version when you can: until then db export and db import refuse to run.");
            case TOO_NEW ->
                CheckResult.failure(
                        MIGRATIONS,
                        "A newer Keyfob brought the schema to a version on which this one cannot run.",
                        "Install the newer version, or restore the backup from before it: see docs/operate.md.");
        };
    }

    private static CheckResult clock(DatabaseDiagnostics seen, Instant here) {
        if (seen.clockDifference().abs().compareTo(TOLERANCE) > 0) {
            return CheckResult.warning(
                    CLOCK,
                    "The database's clock is " + seconds(seen.clockDifference().abs()) + " "
                            + (seen.clockDifference().isNegative() ? "behind" : "ahead of")
                            + " this machine's. Keyfob uses the database's clock.",
                    "Synchronise both with NTP. See docs/clock.md.");
        }
        Duration behind = seen.details()
                .map(details -> Duration.between(here.plus(seen.clockDifference()), details.latestTime()))
                .orElse(Duration.ZERO);
        return behind.compareTo(TOLERANCE) > 0
                ? CheckResult.failure(
                        CLOCK,
                        "The clock is " + seconds(behind) + " behind a time at which Keyfob ran.",
                        "Correct the clock. If the earlier time was wrong instead, run keyfob serve --trust-clock once"
                                + " (docs/clock.md).")
                : CheckResult.ok(CLOCK, "It agrees with the database.");
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }

    private static CheckResult auditHead(DatabaseDiagnostics.Details details) {
        return details.isHeadThere()
                ? CheckResult.ok(AUDIT, "Its latest record, " + details.height() + ", is there.")
                : CheckResult.failure(
                        AUDIT,
                        "It does not end with record " + details.height() + ", as it should.",
                        "Somebody changed the database. To find where, run keyfob audit verify (docs/runbooks.md,"
                                + " docs/audit.md).");
    }
}
