package dev.keyfob.application.mail;

import dev.keyfob.application.port.Mails;
import dev.keyfob.application.port.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Removes failed mails after thirty days, in batches. Runs in the background, so it takes no actor. */
public final class PurgeMails {

    public static final Duration KEPT = Duration.ofDays(30);

    private static final int BATCH = 1000;

    private final Transactions transactions;
    private final Mails mails;
    private final InstantSource clock;

    public PurgeMails(Transactions transactions, Mails mails, InstantSource clock) {
        this.transactions = transactions;
        this.mails = mails;
        this.clock = clock;
    }

    public void purge() {
        Instant before = clock.instant().minus(KEPT);
        int batch = BATCH;
        while (batch == BATCH) {
            batch = transactions.inOne(() -> mails.removeCreatedBefore(before, BATCH));
        }
    }
}
