package dev.keyfob.bootstrap;

import dev.keyfob.application.webhook.DeliverWebhooks;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.WebhookId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The threads that bring events out. For each endpoint one is under way at a time; after a failure, or a number of
 * deliveries, it goes to the end of the queue. So a receiver that hangs keeps one thread for fifteen seconds, and fifty
 * of them keep a good one waiting for less than a minute.
 */
final class WebhookWorkers implements AutoCloseable {

    private static final int THREADS = 16;
    private static final int IN_A_ROW = 20;
    private static final int SECONDS_TO_FINISH = 2;
    private static final int SECONDS_TO_NOTE = 3;

    private final DeliverWebhooks deliverWebhooks;
    private final Runnable hangUp;
    private final Set<WebhookId> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isStopping = new AtomicBoolean();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                Thread thread = new Thread(work, "courier");
                thread.setDaemon(true);
                return thread;
            });

    /** {@code hangUp} ends the connections that are open. */
    WebhookWorkers(DeliverWebhooks deliverWebhooks, Runnable hangUp) {
        this.deliverWebhooks = deliverWebhooks;
        this.hangUp = hangUp;
        threads.allowCoreThreadTimeOut(true);
    }

    /** Sets out for every endpoint for which something is due and nobody is on the way. Waits for nothing. */
    void sendOut() {
        for (WebhookId endpoint : deliverWebhooks.due()) {
            if (!isStopping.get() && underWay.add(endpoint)) {
                threads.execute(() -> goTo(endpoint));
            }
        }
    }

    /**
     * Attempts that are running have two seconds to finish. Then their connections are cut, and they are noted as not
     * sent.
     */
    @Override
    public void close() {
        isStopping.set(true);
        threads.shutdown();
        if (!isDoneWithin(SECONDS_TO_FINISH)) {
            hangUp.run();
            isDoneWithin(SECONDS_TO_NOTE);
        }
    }

    private void goTo(WebhookId endpoint) {
        // What was taken up is due again in a minute.
        BackgroundWork.once("Delivering events", () -> deliverTo(endpoint));
        underWay.remove(endpoint);
    }

    private void deliverTo(WebhookId endpoint) {
        for (int i = 0; i < IN_A_ROW && !isStopping.get(); i++) {
            Optional<Delivery> tried = deliverWebhooks.deliverNext(endpoint);
            if (tried.filter(delivery -> delivery.state() == DeliveryState.DELIVERED)
                    .isEmpty()) {
                return;
            }
        }
    }

    private boolean isDoneWithin(int seconds) {
        try {
            return threads.awaitTermination(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
