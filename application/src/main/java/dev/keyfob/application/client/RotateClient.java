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
import dev.keyfob.domain.token.TokenSecret;
import java.security.SecureRandom;

/** Gives a client another secret; the earlier one ends at once. For administrators and the operator. Audited. */
public final class RotateClient {

    private final AuditedChanges changes;
    private final ApiClients clients;
    private final SecureRandom random;

    public RotateClient(AuditedChanges changes, ApiClients clients, SecureRandom random) {
        this.changes = changes;
        this.clients = clients;
        this.random = random;
    }

    /**
     * Gives it another secret.
     *
     * @throws Refusal where the actor lacks the permission; CLIENT_NOT_FOUND
     */
    public RegisteredClient rotate(Actor actor, ClientName name) {
        return changes.makeAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
            ApiClient client = clients.lock(name);
            TokenSecret secret = ApiClient.generateSecret(random);
            clients.update(client.rotate(secret));
            change.record(AuditAction.CLIENT_ROTATED, new AuditSubject.OfClient(client));
            return new RegisteredClient(client, secret);
        });
    }
}
