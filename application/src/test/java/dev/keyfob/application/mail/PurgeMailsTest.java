package dev.keyfob.application.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.RoleChange;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PurgeMailsTest {

    private final InMemoryKeyfob keyfob = InMemoryKeyfob.withMail();

    @Test
    void what_was_given_up_is_kept_for_thirty_days() {
        keyfob.mailSender.answer(Outcome.gone("550 no such mailbox"));
        keyfob.useCases.users.setRoles.set(keyfob.operator, keyfob.bob.email(), RoleChange.to(Set.of(Role.ADMIN)));
        keyfob.useCases.mail.deliverMail.deliverNext();

        keyfob.clock.advance(Duration.ofDays(30));
        keyfob.useCases.mail.purgeMails.purge();
        assertThat(keyfob.mails.all()).hasSize(1);
        keyfob.clock.advance(Duration.ofSeconds(1));
        keyfob.useCases.mail.purgeMails.purge();

        assertThat(keyfob.mails.all()).isEmpty();
    }
}
