package dev.keyfob.cli.doctor;

import java.io.IOException;
import java.net.URI;

/** Checks that the server is ready: its database, its clock, and the channel on which nodes receive changes. */
public final class ReadinessCheck implements Check {

    private static final String NAME = "server";

    private final URI server;

    public ReadinessCheck(URI server) {
        this.server = server;
    }

    /** Returns whether anything answers at the address. */
    public boolean isAnswered() {
        try {
            Health.askedAt(server, "/health/live");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public CheckResult look() {
        try {
            Health health = Health.askedAt(server, "/health/ready");
            if (health.status() != 200) {
                return CheckResult.failure(
                        NAME,
                        "It is not ready (" + health.status() + "). " + String.join(" ", health.warnings()),
                        "Check its log, and that its database can be reached.");
            }
            return health.warnings().isEmpty()
                    ? CheckResult.ok(NAME, "It is ready: database, clock and channel work.")
                    : CheckResult.warning(
                            NAME, String.join(" ", health.warnings()), "See docs/clock.md and docs/postgresql.md.");
        } catch (IOException e) {
            return CheckResult.warning(
                    NAME,
                    "It does not answer at " + server + ".",
                    "Start it: keyfob serve. If it runs elsewhere, give doctor its options: --config, --host, --port.");
        }
    }
}
