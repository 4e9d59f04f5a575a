package dev.keyfob.application.webhook;

import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.Webhook;

/** A webhook and, this once, the secret that its deliveries are signed with. */
public record WebhookWithSecret(Webhook webhook, SigningSecret secret) {}
