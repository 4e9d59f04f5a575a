package dev.keyfob.application.webhook;

import dev.keyfob.domain.webhook.Endpoint;
import dev.keyfob.domain.webhook.SigningSecret;

/** An endpoint and, this once, the secret that its deliveries are signed with. */
public record AddedWebhook(Endpoint endpoint, SigningSecret secret) {}
