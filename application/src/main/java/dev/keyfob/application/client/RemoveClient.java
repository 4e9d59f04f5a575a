package dev.keyfob.application.client;

import dev.keyfob.application.port.ApiClients;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.permission.Permission;
import java.time.InstantSource;

/** Ends a client: it is answered no more. For administrators and the operator. Audited. */
public final class RemoveClient {

    private final Transactions transactions;
    private final ApiClients clients;
    private final AuditLog auditLog;
    private final InstantSource clock;

    public RemoveClient(Transactions transactions, ApiClients clients, AuditLog auditLog, InstantSource clock) {
        this.transactions = transactions;
        this.clients = clients;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    public void remove(Actor actor, ClientName name) {
        actor.require(Permission.TOKEN_MANAGE);
        transactions.inOne(() -> {
            ApiClient client = clients.lock(name);
            clients.remove(client.id());
            auditLog.append(
                    AuditEntry.of(actor, AuditAction.CLIENT_REMOVED, AuditParty.client(client), clock.instant()));
        });
    }
}
