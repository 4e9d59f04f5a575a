package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.port.Identities;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.LinkedIdentity;
import dev.keyfob.domain.user.User;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link Identities} must pass. */
public abstract class IdentitiesContract {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00.123456Z");

    private final User alice = User.joining(new Email("alice@example.com"), Set.of(), NOW);
    private final User bob = User.joining(new Email("bob@example.com"), Set.of(), NOW);

    protected abstract Identities identities();

    protected abstract Users users();

    @BeforeEach
    void join() {
        users().add(alice);
        users().add(bob);
    }

    @Test
    void an_identity_is_one_issuers_word_for_one_user() {
        identities().add(linked(new Identity("https://one.example.com", "1"), alice));
        identities().add(linked(new Identity("https://two.example.com", "1"), bob));

        assertThat(identities()
                        .find(new Identity("https://one.example.com", "1"))
                        .map(LinkedIdentity::user))
                .contains(alice.id());
        assertThat(identities()
                        .find(new Identity("https://two.example.com", "1"))
                        .map(LinkedIdentity::user))
                .contains(bob.id());
        assertThat(identities().find(new Identity("https://one.example.com", "2")))
                .isEmpty();
    }

    @Test
    void an_identity_is_not_given_to_another_user() {
        identities().add(linked(new Identity("https://one.example.com", "1"), alice));

        assertThatThrownBy(() -> identities().add(linked(new Identity("https://one.example.com", "1"), bob)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.IDENTITY_TAKEN));
        assertThat(identities()
                        .find(new Identity("https://one.example.com", "1"))
                        .map(LinkedIdentity::user))
                .contains(alice.id());
    }

    @Test
    void the_identities_of_one_user_are_removed_together() {
        identities().add(linked(new Identity("https://one.example.com", "1"), alice));
        identities().add(linked(new Identity("https://two.example.com", "1"), alice));
        identities().add(linked(new Identity("https://one.example.com", "2"), bob));

        identities().removeAllOf(alice.id());

        assertThat(identities().find(new Identity("https://one.example.com", "1")))
                .isEmpty();
        assertThat(identities().find(new Identity("https://two.example.com", "1")))
                .isEmpty();
        assertThat(identities()
                        .find(new Identity("https://one.example.com", "2"))
                        .map(LinkedIdentity::user))
                .contains(bob.id());
    }

    @Test
    void an_identity_is_listed_noted_and_removed() {
        LinkedIdentity first = linked(new Identity("https://one.example.com", "1"), alice);
        LinkedIdentity second = linked(new Identity("https://two.example.com", "1"), alice);
        identities().add(second);
        identities().add(first);
        identities().add(linked(new Identity("https://one.example.com", "2"), bob));

        identities().noteEmail(first.identity(), bob.email());
        identities().remove(second.identity());

        assertThat(identities().listOf(alice.id()))
                .containsExactly(new LinkedIdentity(first.identity(), alice.id(), Optional.of(bob.email()), NOW));
        assertThat(identities().find(second.identity())).isEmpty();
    }

    private static LinkedIdentity linked(Identity identity, User user) {
        return new LinkedIdentity(identity, user.id(), Optional.empty(), NOW);
    }
}
