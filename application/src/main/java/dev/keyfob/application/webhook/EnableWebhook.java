package dev.keyfob.application.webhook;

import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import java.time.InstantSource;

/**
 * Takes up a disabled webhook again, with what waited for it. What happened meanwhile it is not told. For
 * administrators and the operator. Audited, once.
 */
public final class EnableWebhook {

    private final Transactions transactions;
    private final Webhooks webhooks;
    private final AuditLog auditLog;
    private final InstantSource clock;

    public EnableWebhook(Transactions transactions, Webhooks webhooks, AuditLog auditLog, InstantSource clock) {
        this.transactions = transactions;
        this.webhooks = webhooks;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    public Webhook enable(Actor actor, WebhookId id) {
        actor.require(Permission.TOKEN_MANAGE);
        return transactions.inOne(() -> {
            Webhook webhook = webhooks.lock(id);
            if (!webhook.isEnabled()) {
                webhooks.update(webhook.enable());
                auditLog.append(
                        AuditEntry.of(actor, AuditAction.WEBHOOK_ENABLED, AddWebhook.party(webhook), clock.instant()));
            }
            return webhook;
        });
    }
}
