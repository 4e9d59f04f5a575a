package dev.keyfob.application.webhook;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.change.OncePerForm;
import dev.keyfob.application.port.WebhookSender;
import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.SigningSecrets;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookName;
import dev.keyfob.domain.webhook.WebhookUrl;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Adds a webhook and returns its signing secret, which is never shown again. For administrators and the operator.
 * Audited. Whether Keyfob may call the URL is checked here, so that a mistake is seen at once, and again for each
 * connection.
 */
public final class AddWebhook {

    private static final int MOST = 50;

    private final AuditedChanges changes;
    private final Webhooks webhooks;
    private final WebhookSender sender;
    private final SecretOncePerForm secrets;
    private final SecureRandom random;

    public AddWebhook(
            AuditedChanges changes, Webhooks webhooks, WebhookSender sender, OncePerForm forms, SecureRandom random) {
        this.changes = changes;
        this.webhooks = webhooks;
        this.sender = sender;
        this.secrets = new SecretOncePerForm(forms, webhooks);
        this.random = random;
    }

    /**
     * Adds the webhook for events of these types, and names it after its host.
     *
     * @throws Refusal as {@link #add(Actor, WebhookName, WebhookUrl, Set)}
     */
    public WebhookWithSecret add(Actor actor, WebhookUrl url, Set<EventType> events) {
        requireMayAdd(actor, url);
        return addNamed(actor, Optional.empty(), url, events);
    }

    /**
     * Adds the webhook for events of these types.
     *
     * @throws Refusal if the actor lacks the permission; WEBHOOK_URL_REFUSED, WEBHOOK_NAME_TAKEN, TOO_MANY_WEBHOOKS;
     *     TOO_MANY_CHANGES if the account made too many changes in a short time
     */
    public WebhookWithSecret add(Actor actor, WebhookName name, WebhookUrl url, Set<EventType> events) {
        requireMayAdd(actor, url);
        return addNamed(actor, Optional.of(name), url, events);
    }

    /**
     * Adds the webhook that a person's form asks for, once even if the form is sent several times. {@code nonce}
     * identifies the form and came with the page.
     *
     * @throws Refusal as {@link #add(Actor, WebhookName, WebhookUrl, Set)}
     */
    public void addByForm(
            Actor actor, SessionSecret session, String nonce, WebhookName name, WebhookUrl url, Set<EventType> events) {
        requireMayAdd(actor, url);
        secrets.make(session, nonce, () -> addNamed(actor, Optional.of(name), url, events));
    }

    /**
     * Returns what the form added: on the first call only, and within a minute.
     *
     * @throws Refusal if the actor lacks the permission
     */
    public Optional<WebhookWithSecret> takeAdded(Actor actor, SessionSecret session, String nonce) {
        actor.require(Permission.TOKEN_MANAGE);
        return secrets.take(session, nonce);
    }

    // Resolves host names, so it runs before a transaction occupies a database connection.
    private void requireMayAdd(Actor actor, WebhookUrl url) {
        actor.require(Permission.TOKEN_MANAGE);
        sender.objectionTo(url).ifPresent(why -> {
            throw new Refusal(Reason.WEBHOOK_URL_REFUSED, why);
        });
    }

    private WebhookWithSecret addNamed(Actor actor, Optional<WebhookName> name, WebhookUrl url, Set<EventType> events) {
        return changes.makeLimitedAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
            List<Webhook> others = webhooks.lockAll();
            if (others.size() >= MOST) {
                throw new Refusal(
                        Reason.TOO_MANY_WEBHOOKS,
                        "There can be at most " + MOST + " webhooks. Remove some that are no longer used.");
            }
            name.ifPresent(wanted -> UniqueWebhookNames.requireFree(wanted, others));
            Webhook webhook = Webhook.add(
                    name.orElseGet(() -> UniqueWebhookNames.freeFor(url, others)), url, events, change.now());
            SigningSecret secret = SigningSecret.generate(random);
            webhooks.add(webhook, SigningSecrets.of(secret));
            change.record(AuditAction.WEBHOOK_ADDED, new AuditSubject.OfWebhook(webhook));
            return new WebhookWithSecret(webhook, secret);
        });
    }
}
