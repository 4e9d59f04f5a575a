package dev.keyfob.application.webhook;

import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.webhook.Webhook;
import java.util.List;

/** Lists the webhooks, the first added first. For administrators and the operator. Not audited; changes nothing. */
public final class ListWebhooks {

    private final Webhooks webhooks;

    public ListWebhooks(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    public List<Webhook> list(Actor actor) {
        actor.require(Permission.TOKEN_MANAGE);
        return webhooks.all();
    }
}
