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
import dev.keyfob.domain.token.TokenSecret;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Gives a client another secret; the earlier one ends at once. For administrators and the operator. Audited. */
public final class RotateClient {

    private final Transactions transactions;
    private final ApiClients clients;
    private final AuditLog auditLog;
    private final SecureRandom random;
    private final InstantSource clock;

    public RotateClient(
            Transactions transactions,
            ApiClients clients,
            AuditLog auditLog,
            SecureRandom random,
            InstantSource clock) {
        this.transactions = transactions;
        this.clients = clients;
        this.auditLog = auditLog;
        this.random = random;
        this.clock = clock;
    }

    public RegisteredClient rotate(Actor actor, ClientName name) {
        actor.require(Permission.TOKEN_MANAGE);
        return transactions.inOne(() -> {
            ApiClient client = clients.lock(name);
            TokenSecret secret = ApiClient.generateSecret(random);
            clients.update(client.rotate(secret));
            auditLog.append(
                    AuditEntry.of(actor, AuditAction.CLIENT_ROTATED, AuditParty.client(client), clock.instant()));
            return new RegisteredClient(client, secret);
        });
    }
}
