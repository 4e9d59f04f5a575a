package dev.keyfob.application.user;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.LinkedIdentity;
import org.junit.jupiter.api.Test;

class ListIdentitiesTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final ListIdentities listIdentities = keyfob.useCases.users.listIdentities;

    @Test
    void people_see_their_own_identities_and_nobody_elses() {
        Identity company = new Identity("https://id.example.com", "4711");
        keyfob.useCases.users.linkIdentity.linkFor(keyfob.operator, keyfob.alice.email(), company);

        assertThat(listIdentities.listOf(keyfob.signedIn(keyfob.alice), keyfob.alice.id()))
                .extracting(LinkedIdentity::identity)
                .containsExactly(company);
        assertRefused(() -> listIdentities.listOf(keyfob.signedIn(keyfob.bob), keyfob.alice.id()), Reason.ROLE_MISSING);
    }
}
