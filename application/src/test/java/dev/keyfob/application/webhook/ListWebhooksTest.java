package dev.keyfob.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.webhook.Webhook;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ListWebhooksTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final SampleWebhooks sample = new SampleWebhooks(keyfob);

    @Test
    void administrators_see_them_all_with_what_became_of_them_the_first_added_first() {
        Webhook first = sample.add();
        keyfob.clock.advance(Duration.ofSeconds(1));
        Webhook second = sample.add();
        Webhook disabled = first.pause(keyfob.clock.instant(), "gone");
        keyfob.webhooks.update(disabled);
        int audited = keyfob.auditLog.entries.size();

        assertThat(keyfob.useCases.webhooks.listWebhooks.list(keyfob.signedIn(keyfob.admin)))
                .containsExactly(disabled, second);
        assertThat(keyfob.auditLog.entries).hasSize(audited);
    }
}
