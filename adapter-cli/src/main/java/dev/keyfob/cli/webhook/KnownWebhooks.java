package dev.keyfob.cli.webhook;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.cli.command.OnlyId;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.token.IdPrefix;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import java.util.Map;
import java.util.stream.Collectors;

/** Looks up webhooks by the beginnings of their ids, and their names. */
final class KnownWebhooks {

    private KnownWebhooks() {}

    /** Returns the id that was typed, or the only id that begins with it. */
    static WebhookId idOf(String typed, WebhookVerbs webhooks) {
        if (IdPrefix.parse(typed).isEmpty()) {
            return WebhookId.parse(typed);
        }
        return OnlyId.beginningWith(
                typed,
                webhooks.listWebhooks.list(OPERATOR).stream().map(Webhook::id),
                "More than one webhook has an id that",
                () -> new Refusal(
                        Reason.WEBHOOK_NOT_FOUND,
                        "There is no webhook whose id begins with " + typed + ". See: keyfob webhook list"));
    }

    static Map<WebhookId, String> names(WebhookVerbs webhooks) {
        return webhooks.listWebhooks.list(OPERATOR).stream()
                .collect(Collectors.toMap(Webhook::id, webhook -> webhook.name().value()));
    }
}
