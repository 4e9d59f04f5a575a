package dev.keyfob.application.user;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.user.CodePurpose;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InviteUserTest {

    private static final Email CAROL = new Email("carol@example.com");

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final InviteUser inviteUser = keyfob.useCases.users.inviteUser;

    @Test
    void an_invited_user_has_the_roles_and_no_password() {
        PasswordLink link = inviteUser.invite(keyfob.signedIn(keyfob.admin), CAROL, List.of(Role.ADMIN));

        User carol = keyfob.users.findByEmail(CAROL).orElseThrow();
        assertThat(link.user()).isEqualTo(carol);
        assertThat(carol.roles()).containsExactly(Role.ADMIN);
        assertThat(keyfob.passwordHashes.find(carol.id())).isEmpty();
        assertThat(keyfob.audited(AuditAction.USER_ADDED)).hasSize(4);
        assertThat(keyfob.audited(AuditAction.PASSWORD_LINK_ISSUED))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.actor().name()).isEqualTo("admin@example.com");
                    assertThat(entry.subject().name()).isEqualTo("carol@example.com");
                });
    }

    // Only the digest of the code is stored.
    @Test
    void the_link_holds_the_code_in_its_fragment_and_works_for_a_day() {
        PasswordLink link = inviteUser.invite(keyfob.operator, CAROL, List.of());

        assertThat(link.reveal())
                .isEqualTo("http://localhost:8080/set-password#" + link.code().reveal());
        assertThat(link.expiresAt()).isEqualTo(InMemoryKeyfob.START.plus(Duration.ofHours(24)));
        assertThat(link.toString()).doesNotContain(link.code().reveal());
        assertThat(keyfob.issuedCodes.all()).singleElement().satisfies(code -> {
            assertThat(code.digest()).isEqualTo(link.code().digest());
            assertThat(code.purpose()).isEqualTo(CodePurpose.INVITATION);
            assertThat(code.user()).contains(link.user().id());
        });
    }

    @Test
    void an_address_that_has_an_account_is_not_invited() {
        assertRefused(() -> inviteUser.invite(keyfob.operator, keyfob.alice.email(), List.of()), Reason.EMAIL_TAKEN);
        assertThat(keyfob.issuedCodes.all()).isEmpty();
    }

    @Test
    void nobody_is_invited_where_nobody_signs_in_with_a_password() {
        InviteUser withoutPasswords = new InviteUser(
                keyfob.changes,
                keyfob.users,
                keyfob.issuedCodes,
                keyfob.random,
                new AccountSettings(URI.create("https://keyfob.example.com"), false));

        assertRefused(() -> withoutPasswords.invite(keyfob.operator, CAROL, List.of()), Reason.LOCAL_SIGN_IN_OFF);
        assertThat(keyfob.users.findByEmail(CAROL)).isEqualTo(Optional.empty());
    }
}
