package dev.keyfob.application.pickup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.RotatedToken;
import dev.keyfob.application.token.RotationOptions;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.policy.Overlap;
import dev.keyfob.domain.token.TokenId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestRotationTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final Actor.SignedIn alice = keyfob.signedIn(keyfob.alice);
    private final CreatedToken laptop = keyfob.tokenOf(keyfob.alice, "Laptop");
    private final TokenId id = laptop.token().id();

    @Test
    void without_a_date_the_old_secret_works_until_the_pick_up() {
        ask(Optional.empty());

        assertThat(keyfob.use(laptop.secret())).isTrue();
        assertThat(keyfob.useCases.pickUps.listPickUps.own(alice)).hasSize(1);
        assertThat(keyfob.audited(AuditAction.TOKEN_ROTATION_ASKED)).hasSize(1);
    }

    @Test
    void with_a_date_the_old_secret_ends_then_whether_it_was_picked_up_or_not() {
        ask(inDays(10));

        keyfob.clock.advance(Duration.ofDays(10).minusSeconds(1));
        assertThat(keyfob.use(laptop.secret())).isTrue();
        keyfob.clock.advance(Duration.ofSeconds(1));

        assertThat(keyfob.unusable(laptop.secret())).contains(Reason.SUPERSEDED);
    }

    @Test
    void asked_again_the_last_date_counts() {
        ask(inDays(2));
        ask(inDays(5));

        keyfob.clock.advance(Duration.ofDays(4));

        assertThat(keyfob.use(laptop.secret())).isTrue();
        assertThat(keyfob.useCases.pickUps.listPickUps.own(alice)).hasSize(1);
    }

    @Test
    void a_secret_that_has_ended_does_not_come_back_by_asking_again() {
        ask(inDays(8));
        keyfob.clock.advance(Duration.ofDays(9));

        ask(inDays(5));

        assertThat(keyfob.unusable(laptop.secret())).contains(Reason.SUPERSEDED);
    }

    @Test
    void an_owner_who_rotates_without_the_pick_up_keeps_to_the_date_and_has_nothing_left_to_pick_up() {
        ask(inDays(2));

        RotatedToken rotated = keyfob.useCases.tokens.rotateToken.rotate(
                alice, id, new RotationOptions(Optional.of(new Overlap(Duration.ofDays(7))), Optional.empty(), false));

        assertThat(rotated.oldWorksUntil()).isEqualTo(keyfob.clock.instant().plus(Duration.ofDays(2)));
        assertThat(keyfob.useCases.pickUps.listPickUps.own(alice)).isEmpty();
        assertThat(keyfob.use(rotated.secret())).isTrue();
    }

    @Test
    void a_new_secret_that_the_owner_made_and_did_not_use_is_not_taken_away() {
        keyfob.useCases.tokens.rotateToken.rotate(alice, id, RotationOptions.standard());

        assertRefused(Reason.ROTATION_PENDING, inDays(2));
    }

    @Test
    void a_day_that_is_over_or_too_far_is_refused_and_so_is_a_token_that_ended() {
        assertRefused(Reason.EXPIRY_PAST, inDays(0));
        assertRefused(Reason.EXPIRY_TOO_FAR, inDays(91));
        keyfob.useCases.tokens.revokeToken.revoke(alice, id);
        assertRefused(Reason.TOKEN_ENDED, Optional.empty());
    }

    private void ask(Optional<Expiry.At> oldEnds) {
        keyfob.useCases.pickUps.requestRotation.request(admin(), id, oldEnds);
    }

    private Optional<Expiry.At> inDays(int days) {
        return Optional.of(new Expiry.At(keyfob.clock.instant().plus(Duration.ofDays(days))));
    }

    private void assertRefused(Reason reason, Optional<Expiry.At> oldEnds) {
        assertThatThrownBy(() -> ask(oldEnds))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    private Actor.SignedIn admin() {
        return keyfob.signedIn(keyfob.admin);
    }
}
