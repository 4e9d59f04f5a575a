package dev.keyfob.application.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tokens that rest, that are changed, and that are good from some places alone. */
class ChangedTokenTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final Actor.SignedIn alice = keyfob.signedIn(keyfob.alice);
    private final Actor.SignedIn admin = keyfob.signedIn(keyfob.admin);
    private final CreatedToken created = keyfob.tokenOf(keyfob.alice, "CI");
    private final TokenId id = created.token().id();

    @Test
    void a_suspended_token_is_refused_and_works_again_with_the_same_secret() {
        keyfob.useCases.tokens.suspendToken.suspend(alice, id);
        assertThat(reason()).contains(Reason.SUSPENDED);

        keyfob.useCases.tokens.resumeToken.resume(alice, id);
        assertThat(reason()).isEmpty();
        assertThat(keyfob.useCases.tokens.showToken.show(alice, id)).isEqualTo(created.token());
    }

    @Test
    void an_owner_does_not_resume_what_an_administrator_suspended() {
        keyfob.useCases.tokens.suspendToken.suspend(admin, id);

        assertRefused(() -> keyfob.useCases.tokens.resumeToken.resume(alice, id), Reason.SUSPENDED_BY_OTHERS);
        keyfob.useCases.tokens.resumeToken.resume(admin, id);

        assertThat(reason()).isEmpty();
    }

    @Test
    void suspending_twice_keeps_the_first_and_is_audited_once() {
        keyfob.useCases.tokens.suspendToken.suspend(admin, id);
        int audited = keyfob.auditLog.entries.size();

        keyfob.clock.advance(Duration.ofMinutes(1));
        keyfob.useCases.tokens.suspendToken.suspend(alice, id);

        assertThat(keyfob.auditLog.entries).hasSize(audited);
        assertThat(keyfob.useCases
                        .tokens
                        .showToken
                        .show(alice, id)
                        .suspension()
                        .orElseThrow()
                        .by())
                .isEqualTo("admin@example.com");
    }

    @Test
    void strangers_and_tokens_change_nothing() {
        Actor bob = keyfob.signedIn(keyfob.bob);
        Actor token = keyfob.useCases
                .tokens
                .verifyToken
                .identify("192.0.2.1", created.secret().reveal())
                .orElseThrow();
        TokenEdit edit = edit(Optional.of("Mine"), Optional.empty());

        assertRefused(() -> keyfob.useCases.tokens.suspendToken.suspend(bob, id), Reason.TOKEN_NOT_FOUND);
        assertRefused(() -> keyfob.useCases.tokens.resumeToken.resume(bob, id), Reason.TOKEN_NOT_FOUND);
        assertRefused(() -> keyfob.useCases.tokens.editToken.edit(bob, id, edit), Reason.TOKEN_NOT_FOUND);
        assertRefused(() -> keyfob.useCases.tokens.suspendToken.suspend(token, id), Reason.SESSION_ONLY);
        assertRefused(() -> keyfob.useCases.tokens.resumeToken.resume(token, id), Reason.SESSION_ONLY);
        assertRefused(() -> keyfob.useCases.tokens.editToken.edit(token, id, edit), Reason.SESSION_ONLY);
    }

    @Test
    void what_is_revoked_stays_as_it_is() {
        keyfob.useCases.tokens.revokeToken.revoke(alice, id);

        assertRefused(() -> keyfob.useCases.tokens.suspendToken.suspend(alice, id), Reason.TOKEN_ENDED);
        assertRefused(
                () -> keyfob.useCases.tokens.editToken.edit(alice, id, edit(Optional.of("New"), Optional.empty())),
                Reason.TOKEN_ENDED);
        assertThat(keyfob.useCases
                        .tokens
                        .showToken
                        .show(alice, id)
                        .revocation()
                        .orElseThrow()
                        .by())
                .isEqualTo("alice@example.com");
    }

    @Test
    void a_name_and_an_expiry_can_be_changed_within_the_policy_counted_from_the_creation() {
        keyfob.clock.advance(Duration.ofDays(10));

        keyfob.useCases.tokens.editToken.edit(alice, id, edit(Optional.of("Build"), Optional.of(Expiry.inDays(300))));

        AccessToken edited = keyfob.useCases.tokens.showToken.show(alice, id);
        assertThat(edited.name()).isEqualTo(TokenName.parse("Build"));
        assertThat(edited.expiresAt()).contains(InMemoryKeyfob.START.plus(Duration.ofDays(310)));
        assertRefused(
                () -> keyfob.useCases.tokens.editToken.edit(
                        alice, id, edit(Optional.empty(), Optional.of(Expiry.inDays(360)))),
                Reason.EXPIRY_TOO_FAR);
        assertRefused(
                () -> keyfob.useCases.tokens.editToken.edit(
                        alice, id, edit(Optional.empty(), Optional.of(new Expiry.Never()))),
                Reason.EXPIRY_REQUIRED);
    }

    @Test
    void a_token_is_not_given_the_name_of_another_nor_more_than_the_ceiling() {
        keyfob.tokenOf(keyfob.alice, "Laptop");

        assertRefused(
                () -> keyfob.useCases.tokens.editToken.edit(alice, id, edit(Optional.of("LAPTOP"), Optional.empty())),
                Reason.NAME_TAKEN);
        assertRefused(
                () -> keyfob.useCases.tokens.editToken.edit(
                        alice,
                        id,
                        new TokenEdit(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Narrowing.to(Set.of(Permission.parse("recipe:deploy")))),
                                Optional.empty())),
                Reason.PERMISSION_ABOVE_CEILING);
        keyfob.useCases.tokens.editToken.edit(alice, id, edit(Optional.of("ci"), Optional.empty()));
    }

    @Test
    void a_token_with_networks_is_good_from_there_alone() {
        keyfob.useCases.tokens.editToken.edit(
                alice,
                id,
                new TokenEdit(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Networks.parse("10.0.0.0/8, 2001:db8::/32"))));

        assertThat(isUsableFrom("10.1.2.3")).isTrue();
        assertThat(isUsableFrom("2001:db8::7")).isTrue();
        assertThat(isUsableFrom("11.1.2.3")).isFalse();
        assertThat(isUsableFrom("not an address")).isFalse();
        assertThat(keyfob.useCases
                        .tokens
                        .verifyToken
                        .verify("192.0.2.1", created.secret().reveal(), List.of())
                        .unusable())
                .contains(Reason.WRONG_NETWORK);
    }

    @Test
    void everything_can_be_revoked_at_once_by_those_who_look_after_tokens() {
        keyfob.tokenOf(keyfob.bob, "CI");

        assertRefused(() -> keyfob.useCases.tokens.revokeToken.revokeAll(alice), Reason.ROLE_MISSING);
        assertThat(keyfob.useCases.tokens.revokeToken.revokeAll(admin)).isEqualTo(2);

        assertThat(reason()).contains(Reason.REVOKED);
        assertThat(keyfob.auditLog.entries)
                .last()
                .extracting(entry -> entry.subject().name())
                .isEqualTo("2 tokens");
    }

    @Test
    void enabling_brings_no_token_back_unless_that_is_asked_for() {
        keyfob.useCases.users.disableUser.disable(admin, keyfob.alice.email());
        assertThat(reason()).contains(Reason.OWNER_DISABLED);
        keyfob.useCases.users.enableUser.enableWithTokens(admin, keyfob.alice.email());
        assertThat(reason()).isEmpty();

        keyfob.useCases.users.disableUser.disable(admin, keyfob.alice.email());
        keyfob.useCases.users.enableUser.enable(admin, keyfob.alice.email());
        assertThat(reason()).contains(Reason.REVOKED);
    }

    private boolean isUsableFrom(String address) {
        return keyfob.useCases
                .tokens
                .verifyToken
                .verify(address, created.secret().reveal(), List.of())
                .isUsable();
    }

    private Optional<Reason> reason() {
        return keyfob.useCases
                .tokens
                .verifyToken
                .explain(keyfob.operator, created.secret().reveal(), List.of())
                .unusable();
    }

    private static TokenEdit edit(Optional<String> name, Optional<Expiry> expiry) {
        return new TokenEdit(name.map(TokenName::parse), expiry, Optional.empty(), Optional.empty());
    }

    private static void assertRefused(Runnable asked, Reason reason) {
        assertThatThrownBy(asked::run)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}
