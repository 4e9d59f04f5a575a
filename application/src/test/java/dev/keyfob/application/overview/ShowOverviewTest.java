package dev.keyfob.application.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.overview.ShowOverview.Overview;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.HttpOutcome;
import dev.keyfob.domain.webhook.WebhookId;
import dev.keyfob.domain.webhook.WebhookUrl;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShowOverviewTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final ShowOverview showOverview = keyfob.useCases.tokens.showOverview;

    @Test
    void tokens_are_counted_by_state_and_by_what_they_need() {
        CreatedToken used = keyfob.tokenOf(keyfob.alice, "Used");
        CreatedToken suspended = keyfob.tokenOf(keyfob.alice, "Suspended");
        CreatedToken revoked = keyfob.tokenOf(keyfob.alice, "Revoked");
        keyfob.useCases.tokens.suspendToken.suspend(
                keyfob.operator, suspended.token().id());
        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.operator, revoked.token().id());
        keyfob.clock.advance(Duration.ofDays(17));
        keyfob.use(used.secret());
        keyfob.useCases.recentUses.flush();
        keyfob.tokenOf(keyfob.bob, "New");

        Overview overview = showOverview.show(keyfob.operator);

        assertThat(overview.active()).isEqualTo(2);
        assertThat(overview.suspended()).isOne();
        assertThat(overview.revoked()).isOne();
        assertThat(overview.expired()).isZero();
        assertThat(overview.expiring()).isOne();
        assertThat(overview.neverUsed()).isOne();
        assertThat(overview.unused()).isZero();
        assertThat(overview.reused()).isZero();
    }

    @Test
    void a_policy_that_ends_tokens_sooner_counts_them_as_expired() {
        keyfob.tokenOf(keyfob.alice, "Old");
        keyfob.clock.advance(Duration.ofDays(10));
        keyfob.setPolicy("longest_life=5d");

        Overview overview = showOverview.show(keyfob.operator);

        assertThat(overview.expired()).isOne();
        assertThat(overview.active()).isZero();
    }

    @Test
    void failed_deliveries_and_disabled_webhooks_are_counted() {
        WebhookId webhook = keyfob.useCases
                .webhooks
                .addWebhook
                .add(keyfob.operator, new WebhookUrl("https://hooks.example.com/"), EnumSet.of(EventType.TOKEN_CREATED))
                .webhook()
                .id();
        keyfob.webhookSender.answer(HttpOutcome.of(410, Optional.empty()));
        keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.useCases.webhooks.deliverWebhooks.deliverNext(webhook);

        Overview overview = showOverview.show(keyfob.operator);

        assertThat(overview.failedDeliveries()).isOne();
        assertThat(overview.disabledWebhooks()).isOne();
    }

    @Test
    void it_is_counted_at_most_once_a_minute() {
        Overview first = showOverview.show(keyfob.operator);
        keyfob.tokenOf(keyfob.alice, "New");
        keyfob.clock.advance(Duration.ofSeconds(59));
        Overview soon = showOverview.show(keyfob.operator);
        keyfob.clock.advance(Duration.ofSeconds(1));
        Overview later = showOverview.show(keyfob.operator);

        assertThat(soon).isSameAs(first);
        assertThat(later.active()).isOne();
    }
}
