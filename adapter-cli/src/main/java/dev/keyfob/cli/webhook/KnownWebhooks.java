package dev.keyfob.cli.webhook;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.token.IdPrefix;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import java.util.List;
import java.util.Locale;
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
        List<WebhookId> found = webhooks.listWebhooks.list(OPERATOR).stream()
                .map(Webhook::id)
                .filter(id -> id.toString().startsWith(typed.toLowerCase(Locale.ROOT)))
                .toList();
        if (found.size() > 1) {
            throw new Refusal(
                    Reason.ID_AMBIGUOUS,
                    "More than one webhook has an id that begins with " + typed + ", such as " + found.get(0) + " and "
                            + found.get(1) + ". Give more of it.");
        }
        return found.stream()
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Reason.WEBHOOK_NOT_FOUND,
                        "There is no webhook whose id begins with " + typed + ". See: keyfob webhook list"));
    }

    static Map<WebhookId, String> names(WebhookVerbs webhooks) {
        return webhooks.listWebhooks.list(OPERATOR).stream()
                .collect(Collectors.toMap(Webhook::id, webhook -> webhook.name().value()));
    }
}
