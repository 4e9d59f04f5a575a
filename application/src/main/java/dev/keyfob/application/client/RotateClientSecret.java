package dev.keyfob.application.client;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.change.OncePerForm;
import dev.keyfob.application.port.ApiClients;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.TokenSecret;
import dev.keyfob.domain.user.SessionSecret;
import java.security.SecureRandom;
import java.util.Optional;

/** Replaces the secret of a client; the old one stops working at once. For administrators and the operator. Audited. */
public final class RotateClientSecret {

    private final AuditedChanges changes;
    private final ApiClients clients;
    private final OncePerForm forms;
    private final SecureRandom random;

    public RotateClientSecret(AuditedChanges changes, ApiClients clients, OncePerForm forms, SecureRandom random) {
        this.changes = changes;
        this.clients = clients;
        this.forms = forms;
        this.random = random;
    }

    /**
     * Replaces the secret and returns the new one.
     *
     * @throws Refusal if the actor lacks the permission; CLIENT_NOT_FOUND
     */
    public ClientWithSecret rotate(Actor actor, ClientName name) {
        return changes.makeLimitedAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
            ApiClient client = clients.lock(name);
            TokenSecret secret = ApiClient.generateSecret(random);
            clients.update(client.rotate(secret));
            change.record(AuditAction.CLIENT_ROTATED, new AuditSubject.OfClient(client));
            return new ClientWithSecret(client, secret);
        });
    }

    /**
     * Replaces the secret as an administrator's form asks, once even if the form is sent several times. {@code nonce}
     * identifies the form and came with the page.
     *
     * @throws Refusal as {@link #rotate}
     */
    public void rotateByForm(Actor actor, SessionSecret session, String nonce, ClientName name) {
        forms.make(session, nonce, () -> rotate(actor, name).made());
    }

    /** Returns what the form created: on the first call only, and within a minute. */
    public Optional<ClientWithSecret> takeRotated(Actor actor, SessionSecret session, String nonce) {
        actor.require(Permission.TOKEN_MANAGE);
        return forms.take(session, nonce).flatMap(made -> ClientWithSecret.of(made, clients));
    }
}
