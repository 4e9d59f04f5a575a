package dev.keyfob.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.Webhook;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class WebhookOutboxTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final SampleWebhooks sample = new SampleWebhooks(keyfob);

    @Test
    void each_endpoint_is_told_of_what_it_wants_and_a_disabled_one_of_nothing() {
        Webhook all = sample.add();
        Webhook created = sample.add(EnumSet.of(EventType.TOKEN_CREATED));
        sample.add(EnumSet.of(EventType.TOKEN_REVOKED));
        Webhook disabled = sample.add();
        keyfob.webhooks.update(disabled.pause(keyfob.clock.instant(), "gone"));

        keyfob.tokenOf(keyfob.alice, "Laptop");

        assertThat(sample.deliveries()).extracting(Delivery::webhook).containsExactlyInAnyOrder(all.id(), created.id());
        assertThat(sample.deliveries()).extracting(Delivery::id).doesNotHaveDuplicates();
    }
}
