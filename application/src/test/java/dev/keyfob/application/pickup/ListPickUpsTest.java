package dev.keyfob.application.pickup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.RotationOptions;
import dev.keyfob.domain.actor.Actor;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListPickUpsTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final Actor.SignedIn alice = keyfob.signedIn(keyfob.alice);
    private final Actor.SignedIn bob = keyfob.signedIn(keyfob.bob);
    private final Actor.SignedIn admin = keyfob.signedIn(keyfob.admin);
    private final CreatedToken laptop = keyfob.tokenOf(keyfob.alice, "Laptop");

    @Test
    void what_waits_is_shown_to_its_owner_and_to_administrators() {
        keyfob.useCases.pickUps.requestRotation.request(admin, laptop.token().id(), Optional.empty());

        assertThat(keyfob.useCases.pickUps.listPickUps.own(alice)).hasSize(1);
        assertThat(keyfob.useCases.pickUps.listPickUps.all(keyfob.operator)).hasSize(1);
        assertThat(keyfob.useCases.pickUps.listPickUps.own(bob)).isEmpty();
        assertThat(keyfob.useCases.pickUps.listPickUps.own(admin)).isEmpty();
    }

    @Test
    void nothing_waits_for_somebody_who_was_removed() {
        keyfob.useCases.pickUps.requestRotation.request(admin, laptop.token().id(), Optional.empty());

        keyfob.useCases.users.removeUser.remove(keyfob.operator, keyfob.alice.email());

        assertThat(keyfob.pickUps.find(laptop.token().id())).isEmpty();
    }

    @Test
    void what_was_asked_of_a_token_that_was_revoked_or_rotated_meanwhile_is_done_with() {
        CreatedToken other = keyfob.tokenOf(keyfob.alice, "Desk");
        keyfob.useCases.pickUps.requestRotation.request(admin, laptop.token().id(), Optional.empty());
        keyfob.useCases.pickUps.requestRotation.request(admin, other.token().id(), Optional.empty());

        keyfob.useCases.tokens.revokeToken.revoke(alice, laptop.token().id());
        keyfob.useCases.tokens.rotateToken.rotate(alice, other.token().id(), RotationOptions.standard());

        assertThat(keyfob.useCases.pickUps.listPickUps.own(alice)).isEmpty();
        assertThat(keyfob.useCases.pickUps.listPickUps.all(admin)).isEmpty();
    }
}
