package dev.keyfob.application.webhook;

/** What operators and administrators can do about webhooks. */
public record WebhookUseCases(
        AddWebhook add,
        ListWebhooks list,
        RemoveWebhook remove,
        RotateWebhookSecret rotateSecret,
        EnableWebhook enable,
        TestWebhook test,
        ListDeliveries listDeliveries,
        RetryDelivery retryDelivery) {}
