package dev.keyfob.cli.webhook;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.domain.webhook.WebhookId;
import picocli.CommandLine.Parameters;

/** The argument {@code ID}, which names a webhook. */
final class WebhookArgument {

    @Parameters(index = "0", paramLabel = "ID", description = "The webhook's id, or its beginning.")
    private String id;

    WebhookId among(WebhookVerbs webhooks) {
        return KnownWebhooks.idOf(id, webhooks);
    }
}
