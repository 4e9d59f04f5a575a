package dev.keyfob.web.pages.admin;

import dev.keyfob.application.webhook.WebhookWithSecret;
import dev.keyfob.domain.webhook.SigningSecret;

/** The secret that signs a webhook's deliveries, in the only response that shows it. */
public record SigningSecretPanel(String name, String obfuscated, String secret) {

    static SigningSecretPanel of(WebhookWithSecret added) {
        return new SigningSecretPanel(
                added.webhook().name().value(),
                SigningSecret.PREFIX + "•".repeat(24),
                added.secret().reveal());
    }
}
