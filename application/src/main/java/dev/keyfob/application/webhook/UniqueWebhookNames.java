package dev.keyfob.application.webhook;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookName;
import dev.keyfob.domain.webhook.WebhookUrl;
import java.util.List;

/** Keeps the names of webhooks unique in their folded form. */
final class UniqueWebhookNames {

    private UniqueWebhookNames() {}

    static void requireFree(WebhookName name, List<Webhook> others) {
        if (isTaken(name, others)) {
            throw new Refusal(
                    Reason.WEBHOOK_NAME_TAKEN, "There is already a webhook with this name. Choose another name.");
        }
    }

    /** Returns the host, or the host and a number. There are more numbers than webhooks, so one is always free. */
    static WebhookName freeFor(WebhookUrl url, List<Webhook> others) {
        WebhookName host = WebhookName.ofHost(url);
        WebhookName free = host;
        for (int number = 2; isTaken(free, others); number++) {
            free = new WebhookName(host + " " + number);
        }
        return free;
    }

    private static boolean isTaken(WebhookName name, List<Webhook> others) {
        return others.stream().map(each -> each.name().folded()).anyMatch(name.folded()::equals);
    }
}
