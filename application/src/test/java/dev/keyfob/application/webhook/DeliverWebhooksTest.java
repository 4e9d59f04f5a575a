package dev.keyfob.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryId;
import dev.keyfob.domain.webhook.HttpOutcome;
import dev.keyfob.domain.webhook.Webhook;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliverWebhooksTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebhookVerbs webhooks = keyfob.useCases.webhooks;
    private final SampleWebhooks sample = new SampleWebhooks(keyfob);

    @Test
    void a_delivery_is_sent_signed_with_the_endpoints_secret_and_then_done() {
        WebhookWithSecret added =
                webhooks.addWebhook.add(keyfob.operator, SampleWebhooks.URL, SampleWebhooks.allEvents());
        keyfob.tokenOf(keyfob.alice, "Laptop");

        assertThat(webhooks.deliverWebhooks.due())
                .containsExactly(added.webhook().id());
        webhooks.deliverWebhooks.deliverNext(added.webhook().id());

        assertThat(keyfob.webhookSender.sent).singleElement().satisfies(sent -> {
            assertThat(sent.url()).isEqualTo(SampleWebhooks.URL);
            assertThat(sent.secrets()).containsExactly(added.secret());
            assertThat(sent.at()).isEqualTo(keyfob.clock.instant());
        });
        assertThat(sample.deliveries()).extracting(Delivery::state).containsExactly(DeliveryState.DELIVERED);
        assertThat(sample.webhook(added.webhook().id()).deliveredAt()).contains(keyfob.clock.instant());
        assertThat(webhooks.deliverWebhooks.due()).isEmpty();
        assertThat(webhooks.deliverWebhooks.deliverNext(added.webhook().id())).isEmpty();
    }

    @Test
    void after_a_failure_it_waits_and_then_says_the_same_under_the_same_id() {
        Webhook webhook = sample.add();
        keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.webhookSender.answer(HttpOutcome.of(500, Optional.empty()));

        webhooks.deliverWebhooks.deliverNext(webhook.id());
        assertThat(webhooks.deliverWebhooks.due()).isEmpty();
        keyfob.clock.advance(Duration.ofSeconds(6));
        keyfob.webhookSender.answer(HttpOutcome.of(200, Optional.empty()));
        webhooks.deliverWebhooks.deliverNext(webhook.id());

        assertThat(keyfob.webhookSender.sent).hasSize(2);
        Delivery first = keyfob.webhookSender.sent.get(0).delivery();
        Delivery second = keyfob.webhookSender.sent.get(1).delivery();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(sample.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
            assertThat(delivery.attemptCount()).isEqualTo(2);
            assertThat(delivery.note()).isEqualTo("HTTP 200");
        });
    }

    // The process that took the delivery died before it could store the outcome.
    @Test
    void what_a_dead_process_took_up_is_taken_up_again_after_a_minute() {
        Webhook webhook = sample.add();
        keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.webhookDeliveries.update(sample.deliveries().get(0).take(keyfob.clock.instant()));

        assertThat(webhooks.deliverWebhooks.due()).isEmpty();
        keyfob.clock.advance(Duration.ofMinutes(1));
        assertThat(webhooks.deliverWebhooks.deliverNext(webhook.id())).isPresent();

        assertThat(sample.deliveries()).extracting(Delivery::state).containsExactly(DeliveryState.DELIVERED);
    }

    @Test
    void who_is_gone_is_disabled_and_that_is_audited() {
        Webhook webhook = sample.add();
        keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.webhookSender.answer(HttpOutcome.of(410, Optional.empty()));

        webhooks.deliverWebhooks.deliverNext(webhook.id());

        assertThat(sample.webhook(webhook.id()).paused())
                .hasValueSatisfying(disabled -> assertThat(disabled.why()).contains("410"));
        assertThat(sample.deliveries()).extracting(Delivery::state).containsExactly(DeliveryState.FAILED);
        assertThat(keyfob.auditLog.entries)
                .filteredOn(entry -> entry.action() == AuditAction.WEBHOOK_DISABLED)
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.actor()).isEqualTo(AuditParty.keyfob());
                    assertThat(entry.subject().name()).isEqualTo("https://hooks.example.com/…");
                });
    }

    @Test
    void who_takes_nothing_for_three_days_is_disabled() {
        Webhook webhook = sample.add();
        keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.webhookSender.answer(Outcome.failed("no answer within 15 seconds"));

        int attempts = 0;
        while (sample.webhook(webhook.id()).isActive() && attempts < 20) {
            sample.deliveries().get(0).dueAt().ifPresent(keyfob.clock::set);
            webhooks.deliverWebhooks.deliverNext(webhook.id());
            attempts++;
        }

        assertThat(attempts).isEqualTo(10);
        assertThat(Duration.between(InMemoryKeyfob.START, keyfob.clock.instant()))
                .isGreaterThan(Duration.ofDays(3));
        assertThat(sample.webhook(webhook.id()).paused())
                .hasValueSatisfying(disabled -> assertThat(disabled.why()).contains("no answer within 15 seconds"));
    }

    @Test
    void who_takes_other_events_is_not_disabled_for_one_that_never_arrives() {
        Webhook webhook = sample.add();
        keyfob.tokenOf(keyfob.alice, "Laptop");
        DeliveryId poison = sample.deliveries().get(0).id();
        while (true) {
            Delivery delivery = keyfob.webhookDeliveries.findForUpdate(poison).orElseThrow();
            if (delivery.state() == DeliveryState.FAILED) {
                break;
            }
            keyfob.clock.set(delivery.dueAt().orElseThrow());
            keyfob.webhookSender.answer(HttpOutcome.of(400, Optional.empty()));
            webhooks.deliverWebhooks.deliverNext(webhook.id());
            keyfob.webhookSender.answer(HttpOutcome.of(200, Optional.empty()));
            webhooks.rotateWebhookSecret.rotate(keyfob.operator, webhook.id());
            keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.bob.email());
            keyfob.useCases.users.enableUser.enable(keyfob.operator, keyfob.bob.email());
            webhooks.deliverWebhooks.deliverNext(webhook.id());
        }

        assertThat(sample.webhook(webhook.id()).isActive()).isTrue();
    }

    // Both attempts have the number one, because a retry starts counting again.
    @Test
    void whose_minute_is_over_does_not_undo_what_was_delivered_after_a_retry() {
        Webhook webhook = sample.add();
        keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.webhookSender.duringNextSend(() -> {
            keyfob.clock.advance(Duration.ofMinutes(2));
            webhooks.retryDelivery.retry(
                    keyfob.operator, sample.deliveries().get(0).id());
            webhooks.deliverWebhooks.deliverNext(webhook.id());
            keyfob.webhookSender.answer(Outcome.failed("no answer"));
        });

        webhooks.deliverWebhooks.deliverNext(webhook.id());

        assertThat(sample.deliveries()).extracting(Delivery::state).containsExactly(DeliveryState.DELIVERED);
    }
}
