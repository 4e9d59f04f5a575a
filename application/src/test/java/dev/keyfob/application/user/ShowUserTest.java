package dev.keyfob.application.user;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShowUserTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void an_account_is_shown_to_its_owner_and_to_administrators() {
        for (Actor actor : List.of(
                keyfob.signedIn(keyfob.alice),
                keyfob.bearer(keyfob.tokenOf(keyfob.alice, "CI")),
                keyfob.signedIn(keyfob.admin),
                keyfob.operator)) {
            assertThat(keyfob.useCases.users.showUser.show(actor, keyfob.alice.email()))
                    .isEqualTo(keyfob.alice);
            assertThat(keyfob.useCases.users.showUser.show(actor, keyfob.alice.id()))
                    .isEqualTo(keyfob.alice);
        }
    }

    @Test
    void another_account_is_as_unknown_as_one_that_never_was() {
        Actor bob = keyfob.signedIn(keyfob.bob);
        Actor adminsToken = keyfob.bearer(keyfob.tokenOf(keyfob.admin, "CI"));

        for (Actor actor : List.of(bob, adminsToken)) {
            assertThatThrownBy(() -> keyfob.useCases.users.showUser.show(actor, keyfob.alice.email()))
                    .hasMessage("There is no user alice@example.com.");
            assertThatThrownBy(() -> keyfob.useCases.users.showUser.show(actor, new Email("nobody@example.com")))
                    .hasMessage("There is no user nobody@example.com.");
            assertRefused(() -> keyfob.useCases.users.showUser.show(actor, keyfob.alice.id()), Reason.USER_NOT_FOUND);
        }
    }

    @Test
    void when_somebody_was_last_active_is_told_to_them_and_to_administrators_and_to_no_token() {
        Actor token = keyfob.bearer(keyfob.tokenOf(keyfob.alice, "CI"));
        keyfob.useCases.sessions.signIn.signIn(
                keyfob.alice.email(),
                Password.attempt(InMemoryKeyfob.ALICE_PASSWORD),
                "192.0.2.1",
                InMemoryKeyfob.newDevice(),
                "Firefox on Linux");

        for (Actor actor : List.of(keyfob.signedIn(keyfob.alice), keyfob.signedIn(keyfob.admin))) {
            assertThat(keyfob.useCases.users.showUser.lastActiveAt(actor, keyfob.alice.id()))
                    .contains(keyfob.clock.instant());
        }
        assertThat(keyfob.useCases.users.showUser.lastActiveAt(token, keyfob.alice.id()))
                .isEmpty();
        assertRefused(
                () -> keyfob.useCases.users.showUser.lastActiveAt(keyfob.signedIn(keyfob.bob), keyfob.alice.id()),
                Reason.USER_NOT_FOUND);
    }
}
