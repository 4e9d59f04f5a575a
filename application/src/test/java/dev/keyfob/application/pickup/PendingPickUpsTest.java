package dev.keyfob.application.pickup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.token.TokenId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PendingPickUpsTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final PendingPickUps pending = new PendingPickUps(keyfob.pickUps, keyfob.tokens);
    private final CreatedToken laptop = keyfob.tokenOf(keyfob.alice, "Laptop");
    private final TokenId id = laptop.token().id();

    @Test
    void what_waits_is_found_until_the_moment_of_its_end() {
        PickUp asked = ask();

        assertThat(pending.find(id, asked.endsAt().minusSeconds(1))).contains(asked);
        assertThat(pending.find(id, asked.endsAt())).isEmpty();
    }

    @Test
    void it_is_locked_for_whom_it_is_alone() {
        PickUp asked = ask();

        assertThat(pending.lock(id, keyfob.clock.instant(), each -> true)).isEqualTo(asked);
        assertThatThrownBy(() -> pending.lock(id, keyfob.clock.instant(), each -> false))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.PICKUP_NOT_FOUND));
    }

    @Test
    void what_was_asked_of_a_token_that_ended_is_open_no_more() {
        PickUp asked = ask();

        keyfob.useCases.tokens.revokeToken.revoke(keyfob.operator, id);

        assertThat(pending.stillOpen(keyfob.pickUps.allWaitingFor(keyfob.alice.id(), keyfob.clock.instant())))
                .isEmpty();
        assertThat(pending.find(id, asked.prepared().at())).isEmpty();
    }

    private PickUp ask() {
        return keyfob.useCases.pickUps.requestRotation.request(keyfob.operator, id, Optional.empty());
    }
}
