package dev.keyfob.application.user;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.LinkedIdentity;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IssuePasswordLinkTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final IssuePasswordLink issuePasswordLink = keyfob.useCases.users.issuePasswordLink;

    @Test
    void the_link_works_for_an_hour_and_the_password_stays_until_then() {
        String before = keyfob.passwordHashes.find(keyfob.alice.id()).orElseThrow();

        PasswordLink link = issuePasswordLink.issue(keyfob.signedIn(keyfob.admin), keyfob.alice.email());

        assertThat(link.expiresAt()).isEqualTo(InMemoryKeyfob.START.plus(Duration.ofHours(1)));
        assertThat(keyfob.passwordHashes.find(keyfob.alice.id())).contains(before);
        assertThat(keyfob.audited(AuditAction.PASSWORD_LINK_ISSUED)).hasSize(1);
    }

    @Test
    void a_later_link_ends_the_earlier_one() {
        PasswordLink earlier = issuePasswordLink.issue(keyfob.operator, keyfob.alice.email());
        PasswordLink later = issuePasswordLink.issue(keyfob.operator, keyfob.alice.email());
        PasswordLink bobs = issuePasswordLink.issue(keyfob.operator, keyfob.bob.email());

        assertThat(keyfob.issuedCodes.all())
                .extracting(code -> code.digest())
                .containsExactlyInAnyOrder(later.code().digest(), bobs.code().digest())
                .doesNotContain(earlier.code().digest());
    }

    @Test
    void neither_oneself_nor_a_disabled_account_nor_a_stranger_gets_one() {
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.bob.email());

        assertRefused(
                () -> issuePasswordLink.issue(keyfob.signedIn(keyfob.admin), keyfob.admin.email()),
                Reason.OWN_ADMINISTRATION);
        assertRefused(() -> issuePasswordLink.issue(keyfob.operator, keyfob.bob.email()), Reason.USER_DISABLED);
        assertRefused(
                () -> issuePasswordLink.issue(keyfob.operator, new Email("nobody@example.com")), Reason.USER_NOT_FOUND);
        assertThat(keyfob.issuedCodes.all()).isEmpty();
    }

    @Test
    void it_is_offered_to_whoever_may_give_out_a_link_for_that_account() {
        assertThat(issuePasswordLink.isPossible(keyfob.signedIn(keyfob.admin), keyfob.alice))
                .isTrue();
        assertThat(issuePasswordLink.isPossible(keyfob.signedIn(keyfob.admin), keyfob.admin))
                .isFalse();
        assertThat(issuePasswordLink.isPossible(keyfob.signedIn(keyfob.bob), keyfob.alice))
                .isFalse();
        assertThat(issuePasswordLink.isPossible(keyfob.operator, keyfob.alice.disable(InMemoryKeyfob.START)))
                .isFalse();
    }

    @Test
    void where_nobody_signs_in_with_a_password_the_operator_alone_gives_out_a_link() {
        IssuePasswordLink withoutPasswords = new IssuePasswordLink(
                keyfob.changes,
                keyfob.users,
                keyfob.passwordHashes,
                keyfob.identities,
                keyfob.issuedCodes,
                keyfob.random,
                new AccountSettings(URI.create("https://keyfob.example.com"), false));

        assertRefused(
                () -> withoutPasswords.issue(keyfob.signedIn(keyfob.admin), keyfob.alice.email()),
                Reason.LOCAL_SIGN_IN_OFF);
        assertThat(withoutPasswords.issue(keyfob.operator, keyfob.alice.email()).reveal())
                .startsWith("https://keyfob.example.com/set-password#");
    }

    @Test
    void an_account_that_signs_in_by_a_provider_alone_gets_one_from_the_operator_alone() {
        keyfob.passwordHashes.remove(keyfob.alice.id());
        keyfob.identities.add(new LinkedIdentity(
                new Identity("https://company.example.com", "1"),
                keyfob.alice.id(),
                Optional.empty(),
                InMemoryKeyfob.START));

        assertRefused(
                () -> issuePasswordLink.issue(keyfob.signedIn(keyfob.admin), keyfob.alice.email()),
                Reason.PASSWORD_NOT_SET);
        assertThat(issuePasswordLink.isPossible(keyfob.signedIn(keyfob.admin), keyfob.alice))
                .isFalse();
        assertThat(issuePasswordLink.issue(keyfob.operator, keyfob.alice.email()))
                .isNotNull();
    }

    @Test
    void who_was_invited_and_has_no_password_yet_gets_one() {
        keyfob.passwordHashes.remove(keyfob.alice.id());

        assertThat(issuePasswordLink.issue(keyfob.signedIn(keyfob.admin), keyfob.alice.email()))
                .isNotNull();
    }
}
