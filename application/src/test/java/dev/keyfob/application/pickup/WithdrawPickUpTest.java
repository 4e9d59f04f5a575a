package dev.keyfob.application.pickup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.token.TokenRestrictions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WithdrawPickUpTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final Actor.SignedIn alice = keyfob.signedIn(keyfob.alice);

    @Test
    void what_is_withdrawn_makes_no_token_and_is_audited() {
        TokenId id = prepare();

        keyfob.useCases.pickUps.withdrawPickUp.withdraw(admin(), id);

        assertThat(keyfob.useCases.pickUps.listPickUps.own(alice)).isEmpty();
        assertThat(keyfob.tokens.find(id)).isEmpty();
        assertThat(keyfob.audited(AuditAction.TOKEN_PICKUP_WITHDRAWN)).hasSize(1);
    }

    @Test
    void what_was_picked_up_cannot_be_withdrawn() {
        TokenId id = prepare();
        keyfob.useCases.pickUps.pickUpToken.pickUp(
                alice, InMemoryKeyfob.newDevice(), "n".repeat(20), id, Optional.empty());

        assertThatThrownBy(() -> keyfob.useCases.pickUps.withdrawPickUp.withdraw(admin(), id))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.PICKUP_NOT_FOUND));
        assertThat(keyfob.tokens.find(id)).isPresent();
    }

    @Test
    void an_old_secret_that_was_to_end_goes_on_working() {
        CreatedToken laptop = askedToEndInTwoDays();

        keyfob.useCases.pickUps.withdrawPickUp.withdraw(admin(), laptop.token().id());

        keyfob.clock.advance(Duration.ofDays(3));
        assertThat(keyfob.use(laptop.secret())).isTrue();
        assertThat(keyfob.tokens.find(laptop.token().id()).orElseThrow().rotation())
                .isEmpty();
    }

    @Test
    void an_old_secret_that_has_ended_stays_so() {
        CreatedToken laptop = askedToEndInTwoDays();
        keyfob.clock.advance(Duration.ofDays(3));

        keyfob.useCases.pickUps.withdrawPickUp.withdraw(admin(), laptop.token().id());

        assertThat(keyfob.unusable(laptop.secret())).contains(Reason.SUPERSEDED);
    }

    private TokenId prepare() {
        return keyfob.useCases
                .pickUps
                .prepareToken
                .prepare(
                        admin(),
                        new PreparedToken(
                                keyfob.alice.email(),
                                TokenName.parse("CI"),
                                TokenNote.none(),
                                Optional.empty(),
                                new TokenRestrictions(Narrowing.none(), Networks.any())))
                .token();
    }

    private CreatedToken askedToEndInTwoDays() {
        CreatedToken laptop = keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.useCases.pickUps.requestRotation.request(
                admin(),
                laptop.token().id(),
                Optional.of(new Expiry.At(keyfob.clock.instant().plus(Duration.ofDays(2)))));
        return laptop;
    }

    private Actor.SignedIn admin() {
        return keyfob.signedIn(keyfob.admin);
    }
}
