package dev.keyfob.cli.doctor;

import dev.keyfob.domain.outbox.Outcome;
import java.util.function.Supplier;

/** Checks that the mail server answers, switches to TLS and accepts the user as configured. No mail is sent. */
public final class MailCheck implements Check {

    private static final String NAME = "mail server";

    private final String server;
    private final Supplier<Outcome> attempt;

    /** {@code server} is its host and port; {@code attempt} connects to it and signs in. */
    public MailCheck(String server, Supplier<Outcome> attempt) {
        this.server = server;
        this.attempt = attempt;
    }

    @Override
    public CheckResult look() {
        Outcome outcome = attempt.get();
        return outcome.kind() == Outcome.Kind.DELIVERED
                ? CheckResult.ok(NAME, server + " answers and lets Keyfob in.")
                : CheckResult.failure(
                        NAME,
                        server + " cannot be used: " + outcome.note() + ".",
                        "Correct that, then send a mail to yourself: keyfob mail test ADDRESS");
    }
}
