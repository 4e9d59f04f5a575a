package dev.keyfob.application.webhook;

import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.WebhookDeliveries;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Removes deliveries after thirty days, in batches. Runs in the background, so it takes no actor. */
public final class PurgeDeliveries {

    public static final Duration KEPT = Duration.ofDays(30);

    private static final int BATCH = 1000;

    private final Transactions transactions;
    private final WebhookDeliveries deliveries;
    private final InstantSource clock;

    public PurgeDeliveries(Transactions transactions, WebhookDeliveries deliveries, InstantSource clock) {
        this.transactions = transactions;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    public void purge() {
        Instant before = clock.instant().minus(KEPT);
        int batch = BATCH;
        while (batch == BATCH) {
            batch = transactions.inOne(() -> deliveries.removeCreatedBefore(before, BATCH));
        }
    }
}
