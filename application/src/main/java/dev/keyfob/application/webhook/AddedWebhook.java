package dev.keyfob.application.webhook;

import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.SigningSecret;

/** An endpoint and, this once, the secret that its deliveries are signed with. */
public record AddedWebhook(Webhook endpoint, SigningSecret secret) {}
