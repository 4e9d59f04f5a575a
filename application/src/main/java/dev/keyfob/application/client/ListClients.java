package dev.keyfob.application.client;

import dev.keyfob.application.port.ApiClients;
import dev.keyfob.application.token.RecentUses;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.permission.Permission;
import java.util.List;

/** Lists the clients. For administrators and the operator. Not audited; changes nothing. */
public final class ListClients {

    private final ApiClients clients;
    private final RecentUses recentUses;

    public ListClients(ApiClients clients, RecentUses recentUses) {
        this.clients = clients;
        this.recentUses = recentUses;
    }

    public List<ApiClient> list(Actor actor) {
        actor.require(Permission.TOKEN_MANAGE);
        return clients.all().stream().map(recentUses::shownOn).toList();
    }
}
