package dev.keyfob.cli.webhook;

import dev.keyfob.application.webhook.WebhookWithSecret;
import dev.keyfob.cli.command.SecretOutputOption;
import dev.keyfob.cli.table.RecordPrinter;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.Webhook;

/** Prints a webhook with its new signing secret, which cannot be printed again. */
final class ShownSigningSecret {

    private ShownSigningSecret() {}

    static void print(WebhookWithSecret added, SecretOutputOption output) {
        RecordPrinter table = new RecordPrinter("id", "name", "url", "events", "state", "created_at", "secret");
        Webhook webhook = added.webhook();
        table.add(
                webhook.id().toString(),
                webhook.name().value(),
                webhook.url().shown(),
                webhook.events().stream().sorted().map(EventType::code).toList(),
                webhook.isActive() ? "enabled" : "disabled",
                webhook.createdAt().toString(),
                added.secret().reveal());
        output.print(
                table,
                "The id of the webhook to " + webhook.url()
                        + " and the secret that its deliveries are signed with. You won't be able to see the secret"
                        + " again:",
                "It is valid nevertheless: create another with keyfob webhook rotate-secret " + webhook.id()
                        + ", or remove the webhook.",
                webhook.id(),
                added.secret().reveal());
    }
}
