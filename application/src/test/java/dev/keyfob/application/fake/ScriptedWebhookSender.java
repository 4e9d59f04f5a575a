package dev.keyfob.application.fake;

import dev.keyfob.application.port.WebhookSender;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.HttpOutcome;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.WebhookUrl;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Sends nothing. Keeps the deliveries, and returns the outcome that the test sets. */
public final class ScriptedWebhookSender implements WebhookSender {

    public record Sent(WebhookUrl url, Delivery delivery, List<SigningSecret> secrets, Instant at) {}

    public final List<Sent> sent = new CopyOnWriteArrayList<>();

    private volatile Outcome next = HttpOutcome.of(204, Optional.empty());
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

    public void answer(Outcome outcome) {
        next = outcome;
    }

    public void duringNextSend(Runnable work) {
        meanwhile.set(work);
    }

    @Override
    public Outcome send(WebhookUrl url, Delivery delivery, List<SigningSecret> secrets, Instant now) {
        sent.add(new Sent(url, delivery, secrets, now));
        meanwhile.getAndSet(() -> {}).run();
        return next;
    }

    @Override
    public Optional<String> objectionTo(WebhookUrl url) {
        return url.host().endsWith(".internal")
                ? Optional.of("That host is internal. Give another.")
                : Optional.empty();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
