package dev.keyfob.application.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import org.junit.jupiter.api.Test;

class OfferSetupTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final OfferSetup offerSetup = keyfob.useCases.setup.offerSetup;

    @Test
    void each_start_without_an_account_makes_another_code() {
        keyfob.users.removeAll();

        assertThat(offerSetup.offer(keyfob.operator)).contains("memory");
        String first = keyfob.setupCodes.text();
        assertThat(offerSetup.offer(keyfob.operator)).contains("memory");

        assertThat(keyfob.setupCodes.text()).isNotEqualTo(first);
    }

    @Test
    void where_there_is_an_account_no_code_is_made_and_one_that_was_left_is_taken_away() {
        InMemoryKeyfob earlier = new InMemoryKeyfob();
        earlier.users.removeAll();
        OfferSetup offer = earlier.useCases.setup.offerSetup;
        offer.offer(earlier.operator);
        earlier.users.add(earlier.alice);

        assertThat(offer.offer(earlier.operator)).isEmpty();
        assertThat(earlier.setupCodes.find()).isEmpty();
        assertThat(offerSetup.offer(keyfob.operator)).isEmpty();
    }

    @Test
    void the_code_is_taken_away_when_there_is_an_account_and_not_before() {
        keyfob.users.removeAll();
        offerSetup.offer(keyfob.operator);

        offerSetup.withdrawWhenDone(keyfob.operator);
        assertThat(keyfob.setupCodes.find()).isPresent();
        keyfob.users.add(keyfob.alice);
        offerSetup.withdrawWhenDone(keyfob.operator);

        assertThat(keyfob.setupCodes.find()).isEmpty();
    }

    @Test
    void nobody_but_the_operator_offers_one() {
        keyfob.users.removeAll();
        Actor stranger = new Actor.Finder("192.0.2.1");

        assertThatThrownBy(() -> offerSetup.offer(stranger))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.ROLE_MISSING));

        assertThat(keyfob.setupCodes.find()).isEmpty();
    }
}
