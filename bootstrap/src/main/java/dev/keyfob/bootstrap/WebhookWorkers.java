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
 * The threads that deliver events. Each webhook is served by at most one thread at a time. After a failure or a number
 * of deliveries, the webhook goes to the end of the queue. A receiver that hangs therefore blocks one thread for
 * fifteen seconds, and fifty such receivers delay a healthy one by less than a minute.
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

    /** {@code hangUp} closes the open connections. */
    WebhookWorkers(DeliverWebhooks deliverWebhooks, Runnable hangUp) {
        this.deliverWebhooks = deliverWebhooks;
        this.hangUp = hangUp;
        threads.allowCoreThreadTimeOut(true);
    }

    /** Starts a delivery for every webhook that has due events and no thread. Returns without waiting. */
    void sendOut() {
        for (WebhookId endpoint : deliverWebhooks.due()) {
            if (!isStopping.get() && underWay.add(endpoint)) {
                threads.execute(() -> goTo(endpoint));
            }
        }
    }

    /**
     * Gives running attempts two seconds to finish. Then their connections are closed, and they are recorded as not
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
        // If this fails, the delivery that was started is due again in a minute.
        BackgroundFailureHandler.runOnce("Delivering events", () -> deliverTo(endpoint));
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
