package dev.keyfob.application.policy;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.client.ClientName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShowPolicyTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void everyone_who_has_an_account_sees_what_is_in_force() {
        Actor token = keyfob.bearer(keyfob.tokenOf(keyfob.alice, "CI"));
        keyfob.setPolicy("longest_life=90d");

        for (Actor actor : List.of(keyfob.signedIn(keyfob.alice), token, keyfob.operator)) {
            assertThat(keyfob.useCases.policy.showPolicy.show(actor).expiry().longestLife())
                    .isEqualTo(Duration.ofDays(90));
        }
    }

    @Test
    void an_api_and_whoever_is_not_signed_in_do_not() {
        Actor client = new Actor.Client(
                keyfob.useCases
                        .clients
                        .addClient
                        .add(keyfob.operator, new ClientName("orders-api"))
                        .client(),
                "192.0.2.1");

        assertRefused(() -> keyfob.useCases.policy.showPolicy.show(client), Reason.NOT_SIGNED_IN);
        assertRefused(
                () -> keyfob.useCases.policy.showPolicy.show(new Actor.Finder("192.0.2.1")), Reason.NOT_SIGNED_IN);
    }
}
