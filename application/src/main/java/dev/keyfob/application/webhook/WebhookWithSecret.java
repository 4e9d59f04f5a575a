package dev.keyfob.application.webhook;

import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.Webhook;

/** A webhook together with its signing secret, which is shown only once. */
public record WebhookWithSecret(Webhook webhook, SigningSecret secret) {}
