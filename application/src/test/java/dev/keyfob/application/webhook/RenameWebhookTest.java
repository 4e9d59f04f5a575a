package dev.keyfob.application.webhook;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import dev.keyfob.domain.webhook.WebhookName;
import dev.keyfob.domain.webhook.WebhookUrl;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class RenameWebhookTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final RenameWebhook renameWebhook = keyfob.useCases.webhooks.renameWebhook;
    private final Webhook webhook = add("Billing");

    @Test
    void it_is_called_by_its_new_name_in_lists_and_in_the_log() {
        renameWebhook.rename(keyfob.operator, webhook.id(), new WebhookName("Accounts"));

        assertThat(keyfob.useCases.webhooks.listWebhooks.list(keyfob.operator))
                .extracting(each -> each.name().value())
                .containsExactly("Accounts");
        assertThat(keyfob.audited(AuditAction.WEBHOOK_RENAMED))
                .extracting(entry -> entry.subject().name())
                .containsExactly("Accounts, https://hooks.example.com/…");
    }

    @Test
    void the_same_name_is_no_change() {
        renameWebhook.rename(keyfob.operator, webhook.id(), webhook.name());

        assertThat(keyfob.audited(AuditAction.WEBHOOK_RENAMED)).isEmpty();
    }

    @Test
    void a_name_that_another_has_is_refused_and_its_own_in_another_case_is_not() {
        add("Orders");

        assertRefused(
                () -> renameWebhook.rename(keyfob.operator, webhook.id(), new WebhookName("ORDERS")),
                Reason.WEBHOOK_NAME_TAKEN);
        renameWebhook.rename(keyfob.operator, webhook.id(), new WebhookName("BILLING"));
        assertThat(keyfob.audited(AuditAction.WEBHOOK_RENAMED)).hasSize(1);
    }

    @Test
    void one_that_is_not_there_cannot_be_renamed() {
        assertRefused(
                () -> renameWebhook.rename(keyfob.operator, WebhookId.random(), new WebhookName("Accounts")),
                Reason.WEBHOOK_NOT_FOUND);
    }

    private Webhook add(String name) {
        return keyfob.useCases
                .webhooks
                .addWebhook
                .add(
                        keyfob.operator,
                        new WebhookName(name),
                        new WebhookUrl("https://hooks.example.com/" + name),
                        EnumSet.of(EventType.TOKEN_CREATED))
                .webhook();
    }
}
