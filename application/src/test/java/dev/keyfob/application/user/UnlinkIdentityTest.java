package dev.keyfob.application.user;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.User;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnlinkIdentityTest {

    private static final Identity COMPANY = new Identity("https://id.example.com", "4711");

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final UnlinkIdentity unlinkIdentity = keyfob.useCases.users.unlinkIdentity;

    @Test
    void an_identity_is_unlinked_where_a_password_remains() {
        keyfob.useCases.users.linkIdentity.linkFor(keyfob.operator, keyfob.alice.email(), COMPANY);

        unlinkIdentity.unlink(keyfob.signedIn(keyfob.alice), keyfob.alice.email(), COMPANY);

        assertThat(keyfob.identities.find(COMPANY)).isEmpty();
        assertThat(keyfob.audited(AuditAction.USER_IDENTITY_UNLINKED)).hasSize(1);
        assertRefused(
                () -> unlinkIdentity.unlink(keyfob.signedIn(keyfob.alice), keyfob.alice.email(), COMPANY),
                Reason.IDENTITY_NOT_FOUND);
    }

    @Test
    void the_last_way_to_sign_in_stays() {
        User carl = signIn();

        assertRefused(() -> unlinkIdentity.unlink(keyfob.operator, carl.email(), COMPANY), Reason.LAST_WAY_TO_SIGN_IN);
        keyfob.useCases.users.linkIdentity.linkFor(
                keyfob.operator, carl.email(), new Identity("https://id.example.com", "4712"));

        unlinkIdentity.unlink(keyfob.operator, carl.email(), COMPANY);

        assertThat(keyfob.identities.listOf(carl.id())).hasSize(1);
    }

    @Test
    void a_password_that_nobody_signs_in_with_is_no_other_way() {
        keyfob.useCases.users.linkIdentity.linkFor(keyfob.operator, keyfob.alice.email(), COMPANY);
        UnlinkIdentity withoutPasswords = new UnlinkIdentity(
                keyfob.changes,
                keyfob.users,
                keyfob.identities,
                keyfob.passwordHashes,
                new AccountSettings(URI.create("https://keyfob.example.com"), false));

        assertRefused(
                () -> withoutPasswords.unlink(keyfob.signedIn(keyfob.alice), keyfob.alice.email(), COMPANY),
                Reason.LAST_WAY_TO_SIGN_IN);
    }

    @Test
    void an_identity_of_another_account_is_not_found() {
        signIn();

        assertRefused(
                () -> unlinkIdentity.unlink(keyfob.signedIn(keyfob.alice), keyfob.alice.email(), COMPANY),
                Reason.IDENTITY_NOT_FOUND);
        assertThat(keyfob.identities.find(COMPANY)).isPresent();
    }

    private User signIn() {
        return keyfob.useCases
                .sessions
                .signInWithIdentity
                .signIn(
                        new ProvenIdentity(
                                COMPANY,
                                Optional.of(new Email("carl@example.org")),
                                Optional.empty(),
                                Optional.empty(),
                                "Company"),
                        "192.0.2.1",
                        "Firefox on Linux")
                .user();
    }
}
