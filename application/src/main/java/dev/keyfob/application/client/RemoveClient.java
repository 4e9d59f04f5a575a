package dev.keyfob.application.client;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.ApiClients;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.permission.Permission;

/** Removes a client. Keyfob refuses its requests from then on. For administrators and the operator. Audited. */
public final class RemoveClient {

    private final AuditedChanges changes;
    private final ApiClients clients;

    public RemoveClient(AuditedChanges changes, ApiClients clients) {
        this.changes = changes;
        this.clients = clients;
    }

    /**
     * Removes the client.
     *
     * @throws Refusal if the actor lacks the permission; CLIENT_NOT_FOUND
     */
    public void remove(Actor actor, ClientName name) {
        changes.make(actor, Permission.TOKEN_MANAGE, change -> {
            ApiClient client = clients.lock(name);
            clients.remove(client.id());
            change.record(AuditAction.CLIENT_REMOVED, new AuditSubject.OfClient(client));
        });
    }
}
