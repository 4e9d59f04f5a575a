package dev.keyfob.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryFilter;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookUrl;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AddWebhookTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebhookVerbs webhooks = keyfob.useCases.webhooks;
    private final SampleWebhooks sample = new SampleWebhooks(keyfob);

    @Test
    void adding_shows_the_secret_and_is_audited_without_it() {
        WebhookWithSecret added =
                webhooks.addWebhook.add(keyfob.signedIn(keyfob.admin), SampleWebhooks.URL, SampleWebhooks.allEvents());

        assertThat(webhooks.listWebhooks.list(keyfob.operator)).containsExactly(added.webhook());
        assertThat(keyfob.auditLog.entries)
                .filteredOn(entry -> entry.action() == AuditAction.WEBHOOK_ADDED)
                .singleElement()
                .satisfies(entry -> assertThat(entry.toString())
                        .contains("hooks.example.com")
                        .doesNotContain(added.secret().reveal())
                        .doesNotContain("key=x"));
    }

    @Test
    void what_the_sender_objects_to_is_not_added() {
        assertThatThrownBy(() -> webhooks.addWebhook.add(
                        keyfob.operator, new WebhookUrl("https://db.internal/"), SampleWebhooks.allEvents()))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.WEBHOOK_URL_REFUSED));
        assertThat(webhooks.listWebhooks.list(keyfob.operator)).isEmpty();
    }

    @Test
    void there_are_at_most_fifty() {
        for (int i = 0; i < 50; i++) {
            sample.add();
        }

        assertThatThrownBy(sample::add).hasMessageContaining("at most 50");
    }

    @Test
    void whoever_may_not_manage_tokens_may_do_nothing_here() {
        Webhook webhook = sample.add();
        Delivery tested = webhooks.pingWebhook.ping(keyfob.operator, webhook.id());
        Actor bob = keyfob.signedIn(keyfob.bob);
        List<ThrowingCallable> all = List.of(
                () -> webhooks.addWebhook.add(bob, SampleWebhooks.URL, SampleWebhooks.allEvents()),
                () -> webhooks.listWebhooks.list(bob),
                () -> webhooks.removeWebhook.remove(bob, webhook.id()),
                () -> webhooks.rotateWebhookSecret.rotate(bob, webhook.id()),
                () -> webhooks.resumeWebhook.resume(bob, webhook.id()),
                () -> webhooks.pingWebhook.ping(bob, webhook.id()),
                () -> webhooks.listDeliveries.list(bob, DeliveryFilter.everything(), PageRequest.first()),
                () -> webhooks.retryDelivery.retry(bob, tested.id()));

        assertThat(all)
                .allSatisfy(attempt -> assertThatThrownBy(attempt)
                        .isInstanceOfSatisfying(
                                Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.ROLE_MISSING)));
    }
}
