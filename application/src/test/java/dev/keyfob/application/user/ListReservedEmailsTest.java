package dev.keyfob.application.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.ReservedEmail;
import dev.keyfob.domain.user.User;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListReservedEmailsTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final ListReservedEmails listReservedEmails = keyfob.useCases.users.listReservedEmails;

    @Test
    void reserved_addresses_are_listed_the_latest_first_and_by_user() {
        Actor admin = keyfob.signedIn(keyfob.admin);
        move(keyfob.alice, "alice.new@example.com");
        keyfob.clock.advance(Duration.ofSeconds(1));
        move(keyfob.bob, "bob.new@example.com");

        assertThat(listReservedEmails.list(admin))
                .extracting(ReservedEmail::email)
                .containsExactly(keyfob.bob.email(), keyfob.alice.email());
        assertThat(listReservedEmails.listFor(admin, keyfob.alice.id()))
                .extracting(ReservedEmail::email)
                .containsExactly(keyfob.alice.email());
    }

    private void move(User user, String email) {
        keyfob.useCases.users.editUser.edit(
                keyfob.operator, user.email(), new UserEdit(Optional.empty(), Optional.of(new Email(email))));
    }
}
