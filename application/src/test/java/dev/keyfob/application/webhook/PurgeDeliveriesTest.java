package dev.keyfob.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.application.fake.InMemoryKeyfob;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PurgeDeliveriesTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebhookVerbs webhooks = keyfob.useCases.webhooks;
    private final SampleWebhooks sample = new SampleWebhooks(keyfob);

    @Test
    void deliveries_are_forgotten_after_thirty_days() {
        sample.add();
        keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.clock.advance(Duration.ofDays(30));
        webhooks.purgeDeliveries.purge();
        assertThat(sample.deliveries()).hasSize(1);

        keyfob.clock.advance(Duration.ofSeconds(1));
        webhooks.purgeDeliveries.purge();

        assertThat(sample.deliveries()).isEmpty();
    }
}
