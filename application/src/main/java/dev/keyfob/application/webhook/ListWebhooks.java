package dev.keyfob.application.webhook;

import dev.keyfob.application.port.WebhookEndpoints;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.webhook.Endpoint;
import java.util.List;

/** Lists the endpoints, the first added first. For administrators and the operator. Not audited; changes nothing. */
public final class ListWebhooks {

    private final WebhookEndpoints endpoints;

    public ListWebhooks(WebhookEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    public List<Endpoint> list(Actor actor) {
        actor.require(Permission.TOKEN_MANAGE);
        return endpoints.all();
    }
}
