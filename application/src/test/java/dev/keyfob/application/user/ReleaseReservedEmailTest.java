package dev.keyfob.application.user;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.user.Email;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseReservedEmailTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final ReleaseReservedEmail releaseReservedEmail = keyfob.useCases.users.releaseReservedEmail;

    @Test
    void an_address_is_freed_once_and_the_log_tells_whose_it_was() {
        Email earlier = keyfob.alice.email();
        keyfob.useCases.users.editUser.edit(
                keyfob.operator,
                earlier,
                new UserEdit(Optional.empty(), Optional.of(new Email("alice.new@example.com"))));

        releaseReservedEmail.release(keyfob.signedIn(keyfob.admin), earlier);

        assertThat(keyfob.users.isReserved(earlier)).isFalse();
        assertThat(keyfob.audited(AuditAction.USER_EMAIL_FREED)).singleElement().satisfies(entry -> {
            assertThat(entry.subject().id()).isEqualTo(keyfob.alice.id().toString());
            assertThat(entry.subject().name()).isEqualTo("alice@example.com");
        });
        assertRefused(() -> releaseReservedEmail.release(keyfob.operator, earlier), Reason.EMAIL_NOT_RESERVED);
    }

    @Test
    void an_address_in_use_is_not_reserved() {
        assertRefused(
                () -> releaseReservedEmail.release(keyfob.operator, keyfob.alice.email()), Reason.EMAIL_NOT_RESERVED);

        assertThat(keyfob.users.find(keyfob.alice.id())).contains(keyfob.alice);
    }
}
