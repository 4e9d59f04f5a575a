package dev.keyfob.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryFilter;
import dev.keyfob.domain.webhook.Webhook;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListDeliveriesTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final SampleWebhooks sample = new SampleWebhooks(keyfob);

    @Test
    void the_latest_is_first_and_one_endpoint_or_one_state_can_be_chosen() {
        Webhook one = sample.add();
        Webhook other = sample.add();
        keyfob.tokenOf(keyfob.alice, "First");
        keyfob.clock.advance(Duration.ofSeconds(1));
        keyfob.tokenOf(keyfob.alice, "Second");
        keyfob.useCases.webhooks.deliverWebhooks.deliverNext(one.id());

        List<Delivery> ofOther = list(new DeliveryFilter(Optional.of(other.id()), Optional.empty()));
        List<Delivery> delivered = list(new DeliveryFilter(Optional.empty(), Optional.of(DeliveryState.DELIVERED)));

        assertThat(list(DeliveryFilter.everything())).hasSize(4);
        assertThat(ofOther).hasSize(2);
        assertThat(ofOther.get(0).body()).contains("Second");
        assertThat(ofOther.get(1).body()).contains("First");
        assertThat(delivered)
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.webhook()).isEqualTo(one.id()));
    }

    private List<Delivery> list(DeliveryFilter filter) {
        return keyfob.useCases
                .webhooks
                .listDeliveries
                .list(keyfob.signedIn(keyfob.admin), filter, PageRequest.first())
                .items();
    }
}
