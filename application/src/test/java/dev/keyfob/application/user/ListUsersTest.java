package dev.keyfob.application.user;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.user.UserFilter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListUsersTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void administrators_and_the_operator_see_everyone() {
        for (Actor actor : List.of(keyfob.signedIn(keyfob.admin), keyfob.operator)) {
            assertThat(keyfob.useCases
                            .users
                            .listUsers
                            .list(actor, UserFilter.everyone(), PageRequest.first())
                            .items())
                    .containsExactlyInAnyOrder(keyfob.alice, keyfob.bob, keyfob.admin);
            assertThat(keyfob.useCases.users.listUsers.count(actor, UserFilter.everyone()))
                    .isEqualTo(3);
        }
    }

    // Both a name and a number would reveal who has an account.
    @Test
    void others_learn_neither_who_there_is_nor_how_many() {
        Actor alice = keyfob.signedIn(keyfob.alice);

        assertRefused(
                () -> keyfob.useCases.users.listUsers.list(alice, UserFilter.everyone(), PageRequest.first()),
                Reason.ROLE_MISSING);
        assertRefused(() -> keyfob.useCases.users.listUsers.count(alice, UserFilter.everyone()), Reason.ROLE_MISSING);
    }
}
