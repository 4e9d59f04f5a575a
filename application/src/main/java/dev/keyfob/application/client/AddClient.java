package dev.keyfob.application.client;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.change.OncePerForm;
import dev.keyfob.application.port.ApiClients;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.client.ClientId;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.TokenSecret;
import dev.keyfob.domain.user.SessionSecret;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Registers a client and returns its secret, which is never shown again. For administrators and the operator. Audited.
 */
public final class AddClient {

    private final AuditedChanges changes;
    private final ApiClients clients;
    private final OncePerForm forms;
    private final SecureRandom random;

    public AddClient(AuditedChanges changes, ApiClients clients, OncePerForm forms, SecureRandom random) {
        this.changes = changes;
        this.clients = clients;
        this.forms = forms;
        this.random = random;
    }

    /**
     * Registers the client.
     *
     * @throws Refusal if the actor lacks the permission; CLIENT_NAME_TAKEN if another client has that name
     */
    public ClientWithSecret add(Actor actor, ClientName name) {
        return changes.makeLimitedAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
            TokenSecret secret = ApiClient.generateSecret(random);
            ApiClient client = ApiClient.register(ClientId.generate(random), name, secret, change.now());
            clients.add(client);
            change.record(AuditAction.CLIENT_ADDED, new AuditSubject.OfClient(client));
            return new ClientWithSecret(client, secret);
        });
    }

    /**
     * Registers the client that an administrator's form asks for, once even if the form is sent several times.
     * {@code nonce} identifies the form and came with the page.
     *
     * @throws Refusal as {@link #add}
     */
    public void addByForm(Actor actor, SessionSecret session, String nonce, ClientName name) {
        forms.make(session, nonce, () -> add(actor, name).made());
    }

    /** Returns what the form created: on the first call only, and within a minute. */
    public Optional<ClientWithSecret> takeAdded(Actor actor, SessionSecret session, String nonce) {
        actor.require(Permission.TOKEN_MANAGE);
        return forms.take(session, nonce).flatMap(made -> ClientWithSecret.of(made, clients));
    }
}
