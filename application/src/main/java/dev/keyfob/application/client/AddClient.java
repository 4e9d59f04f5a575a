package dev.keyfob.application.client;

import dev.keyfob.application.port.ApiClients;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.client.ClientId;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.TokenSecret;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;

/** Registers a client and hands out its secret, this once. For administrators and the operator. Audited. */
public final class AddClient {

    private final Transactions transactions;
    private final ApiClients clients;
    private final AuditLog auditLog;
    private final SecureRandom random;
    private final InstantSource clock;

    public AddClient(
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

    public RegisteredClient add(Actor actor, ClientName name) {
        actor.require(Permission.TOKEN_MANAGE);
        return transactions.inOne(() -> {
            Instant now = clock.instant();
            TokenSecret secret = ApiClient.generateSecret(random);
            ApiClient client = ApiClient.register(ClientId.generate(random), name, secret, now);
            clients.add(client);
            auditLog.append(AuditEntry.of(actor, AuditAction.CLIENT_ADDED, AuditParty.client(client), now));
            return new RegisteredClient(client, secret);
        });
    }
}
