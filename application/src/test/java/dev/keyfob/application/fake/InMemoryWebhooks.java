package dev.keyfob.application.fake;

import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.webhook.SigningSecrets;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

public final class InMemoryWebhooks implements Webhooks {

    private final Map<WebhookId, Webhook> byId = new ConcurrentHashMap<>();
    private final Map<WebhookId, SigningSecrets> secrets = new ConcurrentHashMap<>();

    @Override
    public void add(Webhook webhook, SigningSecrets signedWith) {
        byId.put(webhook.id(), webhook);
        secrets.put(webhook.id(), signedWith);
    }

    @Override
    public void update(Webhook webhook) {
        byId.replace(webhook.id(), webhook);
    }

    @Override
    public void updateSecrets(WebhookId id, SigningSecrets signedWith) {
        secrets.replace(id, signedWith);
    }

    @Override
    public void remove(WebhookId id) {
        byId.remove(id);
        secrets.remove(id);
    }

    @Override
    public Optional<Webhook> find(WebhookId id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public Optional<Webhook> findForUpdate(WebhookId id) {
        return find(id);
    }

    @Override
    public Optional<SigningSecrets> secretsOf(WebhookId id) {
        return Optional.ofNullable(secrets.get(id));
    }

    @Override
    public List<Webhook> all() {
        return byId.values().stream()
                .sorted(Comparator.comparing(Webhook::createdAt)
                        .thenComparing(webhook -> webhook.id().toString()))
                .toList();
    }

    @Override
    public List<Webhook> lockAll() {
        return all();
    }
}
