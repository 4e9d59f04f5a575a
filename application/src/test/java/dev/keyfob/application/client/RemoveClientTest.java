package dev.keyfob.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.client.ClientName;
import org.junit.jupiter.api.Test;

class RemoveClientTest {

    private static final ClientName ORDERS = new ClientName("orders-api");

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void what_is_not_there_cannot_be_rotated_or_removed() {
        assertThatThrownBy(() -> keyfob.useCases.clients.rotateClientSecret.rotate(keyfob.operator, ORDERS))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.CLIENT_NOT_FOUND));
        assertThatThrownBy(() -> keyfob.useCases.clients.removeClient.remove(keyfob.operator, ORDERS))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.CLIENT_NOT_FOUND));
    }
}
