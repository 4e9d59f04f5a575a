package dev.keyfob.application.audit;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.RoleChange;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShowOwnSecurityLogTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void people_see_what_happened_to_their_account_and_tokens_and_nothing_of_others() {
        CreatedToken ofAlice = keyfob.tokenOf(keyfob.alice, "Laptop");
        CreatedToken ofBob = keyfob.tokenOf(keyfob.bob, "Bob's own");
        keyfob.useCases.sessions.signIn.signIn(
                keyfob.alice.email(),
                Password.parse(InMemoryKeyfob.ALICE_PASSWORD, keyfob.alice.email()),
                "192.0.2.7",
                InMemoryKeyfob.newDevice(),
                "Firefox on Linux");
        Actor admin = keyfob.signedIn(keyfob.admin);
        keyfob.useCases.tokens.suspendToken.suspend(admin, ofAlice.token().id());
        keyfob.useCases.tokens.revokeToken.revoke(admin, ofBob.token().id());
        keyfob.useCases.users.setRoles.set(keyfob.operator, keyfob.alice.email(), RoleChange.to(List.of(Role.ADMIN)));

        List<AuditEntry> seen = own(keyfob.alice.email().value());

        assertThat(seen)
                .extracting(AuditEntry::action)
                .containsExactlyInAnyOrder(
                        AuditAction.USER_ROLES_CHANGED,
                        AuditAction.TOKEN_SUSPENDED,
                        AuditAction.SESSION_STARTED,
                        AuditAction.TOKEN_CREATED,
                        AuditAction.USER_ADDED);
        assertThat(seen.toString()).doesNotContain("bob").doesNotContain("Bob").doesNotContain("admin@example.com");
        assertThat(seen)
                .filteredOn(entry -> entry.action() == AuditAction.TOKEN_SUSPENDED)
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.actor().name()).isEqualTo("an administrator");
                    assertThat(entry.actor().id()).isEmpty();
                    assertThat(entry.address()).isEmpty();
                });
        // Administrators see their own account there, not what they did to other accounts.
        assertThat(own("admin@example.com").toString()).doesNotContain("Laptop").doesNotContain("Bob's own");
    }

    @Test
    void a_refused_sign_in_shows_with_its_address_and_a_token_cannot_read_the_log() {
        assertThatThrownBy(() -> keyfob.useCases.sessions.signIn.signIn(
                        keyfob.alice.email(),
                        Password.parse("a wrong password indeed", keyfob.alice.email()),
                        "203.0.113.9",
                        InMemoryKeyfob.newDevice(),
                        "Firefox on Linux"))
                .isInstanceOf(Refusal.class);

        assertThat(own("alice@example.com"))
                .filteredOn(entry -> entry.action() == AuditAction.SESSION_REFUSED)
                .singleElement()
                .satisfies(entry -> assertThat(entry.address()).isEqualTo("203.0.113.9"));
        Actor token = new Actor.Bearer(
                keyfob.tokenOf(keyfob.alice, "CI").token(), keyfob.alice, keyfob.settings.ceiling(), "192.0.2.1");
        assertRefused(
                () -> keyfob.useCases.audit.showOwnSecurityLog.show(
                        token, AuditFilter.everything(), PageRequest.first()),
                Reason.NOT_SIGNED_IN);
    }

    private List<AuditEntry> own(String email) {
        return keyfob.useCases
                .audit
                .showOwnSecurityLog
                .show(
                        keyfob.signedIn(
                                keyfob.users.findByEmail(Email.parse(email)).orElseThrow()),
                        AuditFilter.everything(),
                        PageRequest.first())
                .items();
    }
}
