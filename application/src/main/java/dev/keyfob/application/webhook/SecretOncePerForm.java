package dev.keyfob.application.webhook;

import dev.keyfob.application.change.OncePerForm;
import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.WebhookId;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps the signing secret that a person's form asked for until the page shows it, as {@link OncePerForm} does. */
final class SecretOncePerForm {

    private final OncePerForm forms;
    private final Webhooks webhooks;

    SecretOncePerForm(OncePerForm forms, Webhooks webhooks) {
        this.forms = forms;
        this.webhooks = webhooks;
    }

    void make(SessionSecret session, String nonce, Supplier<WebhookWithSecret> work) {
        forms.makeText(session, nonce, () -> {
            WebhookWithSecret added = work.get();
            return added.webhook().id() + "\n" + added.secret().reveal();
        });
    }

    Optional<WebhookWithSecret> take(SessionSecret session, String nonce) {
        return forms.takeText(session, nonce)
                .map(text -> text.split("\n"))
                .flatMap(lines -> webhooks.find(WebhookId.parse(lines[0]))
                        .map(webhook -> new WebhookWithSecret(webhook, SigningSecret.of(lines[1]))));
    }
}
