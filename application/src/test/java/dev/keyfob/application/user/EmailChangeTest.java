package dev.keyfob.application.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.LinkedIdentity;
import dev.keyfob.domain.user.User;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmailChangeTest {

    private static final Email NEW = new Email("alice.new@example.com");

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final EmailChange emailChange = new EmailChange(keyfob.users, keyfob.identities);

    @Test
    void the_account_has_the_new_address_and_the_log_tells_of_both() {
        User changed = change();

        assertThat(changed).isEqualTo(keyfob.alice.withEmail(NEW));
        assertThat(keyfob.users.find(keyfob.alice.id())).contains(changed);
        assertThat(keyfob.audited(AuditAction.USER_EMAIL_CHANGED))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.subject().name()).isEqualTo("alice@example.com, now alice.new@example.com"));
    }

    @Test
    void whoever_a_proxy_brings_is_known_to_it_by_the_new_address() {
        keyfob.identities.add(linked(keyfob.alice.email(), keyfob.alice));

        change();

        assertThat(keyfob.identities.find(Identity.byProxy(keyfob.alice.email())))
                .isEmpty();
        assertThat(keyfob.identities.find(Identity.byProxy(NEW))).contains(linked(NEW, keyfob.alice));
    }

    @Test
    void an_identity_of_somebody_else_stays_theirs() {
        keyfob.identities.add(linked(keyfob.alice.email(), keyfob.bob));

        change();

        assertThat(keyfob.identities.listOf(keyfob.bob.id())).hasSize(1);
        assertThat(keyfob.identities.listOf(keyfob.alice.id())).isEmpty();
    }

    private User change() {
        return keyfob.changes.makeUncheckedAndReturn(
                keyfob.operator, change -> emailChange.make(change, keyfob.alice, NEW));
    }

    private static LinkedIdentity linked(Email email, User user) {
        return new LinkedIdentity(Identity.byProxy(email), user.id(), Optional.of(email), InMemoryKeyfob.START);
    }
}
