package dev.keyfob.application.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.token.Verification;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What people, tokens and the operator can do with tokens, and what they cannot. */
class TokenUseCasesTest {

    private static final Permission RUN = new Permission("recipe:run");
    private static final Permission DEPLOY = new Permission("recipe:deploy");

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void a_person_makes_a_token_and_it_is_audited_with_its_name() {
        CreatedToken created = keyfob.tokenOf(keyfob.alice, "Laptop");

        assertThat(created.token().owner()).isEqualTo(keyfob.alice.id());
        assertThat(created.token().digest()).isEqualTo(created.secret().digest());
        assertThat(keyfob.auditLog.entries).last().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo(AuditAction.TOKEN_CREATED);
            assertThat(entry.actor().name()).isEqualTo("alice@example.com");
            assertThat(entry.subject().name()).isEqualTo("Laptop");
            assertThat(entry.subject().id()).isEqualTo(created.token().id().toString());
        });
    }

    // D3: a token cannot make a token, whoever owns it.
    @Test
    void a_token_makes_no_token_not_even_an_administrators() {
        Actor token = bearer(keyfob.tokenOf(keyfob.admin, "Laptop"));

        assertRefused(() -> create(token, "admin@example.com", "Another"), Reason.SESSION_ONLY);
    }

    @Test
    void an_administrator_makes_no_token_for_somebody_else() {
        assertRefused(
                () -> create(keyfob.signedIn(keyfob.admin), "alice@example.com", "Not mine"), Reason.USER_NOT_FOUND);
    }

    @Test
    void the_operator_makes_tokens_for_anyone_who_is_enabled() {
        create(keyfob.operator, "alice@example.com", "From the command line");
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.bob.email());

        assertRefused(() -> create(keyfob.operator, "bob@example.com", "Too late"), Reason.OWNER_DISABLED);
    }

    @Test
    void a_name_is_free_again_once_its_token_is_revoked() {
        CreatedToken first = keyfob.tokenOf(keyfob.alice, "CI");
        assertRefused(() -> keyfob.tokenOf(keyfob.alice, "ci"), Reason.NAME_TAKEN);

        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.signedIn(keyfob.alice), first.token().id());

        assertThat(keyfob.tokenOf(keyfob.alice, "ci")).isNotNull();
    }

    @Test
    void no_token_is_narrowed_to_what_no_token_can_have() {
        assertRefused(
                () -> keyfob.useCases.tokens.createToken.create(
                        keyfob.signedIn(keyfob.admin),
                        new NewToken(
                                keyfob.admin.email(),
                                TokenName.parse("Deployer"),
                                new Expiry.Standard(),
                                Narrowing.to(Set.of(RUN, DEPLOY)))),
                Reason.PERMISSION_ABOVE_CEILING);
    }

    // F2: there is an end to how many one can have.
    @Test
    void there_is_a_most_of_tokens_for_an_owner() {
        TokenRules rules = TokenRules.standard();
        InMemoryKeyfob small = new InMemoryKeyfob(new TokenRules(
                rules.format(),
                rules.catalogue(),
                PolicyChanges.parse(List.of("tokens_per_user=2")).applyTo(rules.policy())));
        small.tokenOf(small.alice, "One");
        small.tokenOf(small.alice, "Two");

        assertRefused(() -> small.tokenOf(small.alice, "Three"), Reason.TOO_MANY_TOKENS);
    }

    // D4: another's token is as unknown as one that never was.
    @Test
    void a_stranger_neither_sees_nor_ends_a_token() {
        CreatedToken alices = keyfob.tokenOf(keyfob.alice, "Laptop");
        Actor bob = keyfob.signedIn(keyfob.bob);

        assertRefused(
                () -> keyfob.useCases.tokens.showToken.show(bob, alices.token().id()), Reason.TOKEN_NOT_FOUND);
        assertRefused(
                () -> keyfob.useCases.tokens.revokeToken.revoke(
                        bob, alices.token().id()),
                Reason.TOKEN_NOT_FOUND);
        assertRefused(
                () -> keyfob.useCases.tokens.revokeToken.revokeAllOf(bob, keyfob.alice.email()), Reason.ROLE_MISSING);
        assertThat(list(bob)).isEmpty();
        assertThat(keyfob.useCases
                        .tokens
                        .verifyToken
                        .verify("192.0.2.1", alices.secret().reveal(), List.of())
                        .isUsable())
                .isTrue();
    }

    @Test
    void an_administrator_sees_and_ends_everyones_tokens() {
        CreatedToken alices = keyfob.tokenOf(keyfob.alice, "Laptop");
        Actor admin = keyfob.signedIn(keyfob.admin);

        assertThat(list(admin))
                .extracting(AccessToken::id)
                .contains(alices.token().id());
        assertThat(keyfob.useCases.tokens.revokeToken.revokeAllOf(admin, keyfob.alice.email()))
                .isEqualTo(1);
        assertThat(keyfob.useCases
                        .tokens
                        .verifyToken
                        .verify("192.0.2.1", alices.secret().reveal(), List.of())
                        .unusable())
                .contains(Reason.REVOKED);
    }

    @Test
    void a_token_sees_and_ends_itself_alone() {
        CreatedToken other = keyfob.tokenOf(keyfob.admin, "Other");
        CreatedToken own = keyfob.tokenOf(keyfob.admin, "Own");
        Actor token = bearer(own);

        assertThat(list(token))
                .extracting(AccessToken::id)
                .containsExactly(own.token().id());
        assertRefused(
                () -> keyfob.useCases.tokens.revokeToken.revoke(
                        token, other.token().id()),
                Reason.TOKEN_NOT_FOUND);
        assertRefused(
                () -> keyfob.useCases.tokens.revokeToken.revokeAllOf(token, keyfob.admin.email()), Reason.ROLE_BOUND);
        keyfob.useCases.tokens.revokeToken.revoke(token, own.token().id());
        assertThat(keyfob.useCases
                        .tokens
                        .verifyToken
                        .verify("192.0.2.1", own.secret().reveal(), List.of())
                        .unusable())
                .contains(Reason.REVOKED);
    }

    @Test
    void revoking_twice_is_audited_once_and_keeps_the_first_time() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Laptop");
        Actor alice = keyfob.signedIn(keyfob.alice);
        keyfob.useCases.tokens.revokeToken.revoke(alice, token.token().id());
        keyfob.clock.advance(Duration.ofHours(1));

        keyfob.useCases.tokens.revokeToken.revoke(alice, token.token().id());

        assertThat(keyfob.useCases
                        .tokens
                        .showToken
                        .show(alice, token.token().id())
                        .revokedAt())
                .contains(InMemoryKeyfob.START);
        assertThat(keyfob.auditLog.entries)
                .filteredOn(entry -> entry.action() == AuditAction.TOKEN_REVOKED)
                .hasSize(1);
    }

    @Test
    void each_cause_of_uselessness_is_told_apart_for_the_operator() {
        CreatedToken expired = keyfob.tokenOf(keyfob.alice, "Expired");
        keyfob.clock.advance(Duration.ofDays(30));
        CreatedToken revoked = keyfob.tokenOf(keyfob.alice, "Revoked");
        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.signedIn(keyfob.alice), revoked.token().id());
        CreatedToken disabled = keyfob.tokenOf(keyfob.bob, "Disabled");
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.bob.email());

        assertThat(why("nonsense")).isEqualTo(Reason.MALFORMED);
        assertThat(why(TokenFormat.standard().generate(keyfob.random).reveal())).isEqualTo(Reason.UNKNOWN_TOKEN);
        assertThat(why(expired.secret().reveal())).isEqualTo(Reason.EXPIRED);
        assertThat(why(revoked.secret().reveal())).isEqualTo(Reason.REVOKED);
        assertThat(why(disabled.secret().reveal())).isEqualTo(Reason.OWNER_DISABLED);
    }

    @Test
    void promoting_the_owner_changes_no_answer_about_the_token() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Laptop");
        List<Permission> asked = List.of(RUN, DEPLOY, Permission.TOKEN_CREATE, new Permission("never:heard"));
        Verification before = keyfob.useCases.tokens.verifyToken.explain(
                keyfob.operator, token.secret().reveal(), asked);

        User promoted = keyfob.alice.withRoles(Set.of(Role.ADMIN));
        keyfob.users.update(promoted);

        assertThat(keyfob.useCases
                        .tokens
                        .verifyToken
                        .explain(keyfob.operator, token.secret().reveal(), asked)
                        .decisions())
                .isEqualTo(before.decisions());
    }

    // D7: enabling again brings no token back.
    @Test
    void a_user_who_is_enabled_again_has_none_of_the_tokens_from_before() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Laptop");

        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.alice.email());
        keyfob.useCases.users.enableUser.enable(keyfob.operator, keyfob.alice.email());

        assertThat(keyfob.useCases
                        .tokens
                        .verifyToken
                        .verify("192.0.2.1", token.secret().reveal(), List.of())
                        .unusable())
                .contains(Reason.REVOKED);
    }

    // R7: uses are noted in memory and written in one go; what is refused is no use, and neither is an explanation.
    @Test
    void a_use_is_shown_at_once_and_stored_at_the_next_flush() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.clock.advance(Duration.ofMinutes(5));
        keyfob.useCases.tokens.verifyToken.verify("192.0.2.1", token.secret().reveal(), List.of(DEPLOY));
        keyfob.useCases.tokens.verifyToken.explain(
                keyfob.operator, token.secret().reveal(), List.of());
        assertThat(shown(token).lastUsedAt()).isEmpty();

        keyfob.useCases.tokens.verifyToken.verify("192.0.2.1", token.secret().reveal(), List.of(RUN));

        assertThat(shown(token).lastUsedAt()).contains(keyfob.clock.instant());
        assertThat(keyfob.tokens.find(token.token().id()).orElseThrow().lastUsedAt())
                .isEmpty();
        keyfob.useCases.recentUses.flush();
        assertThat(keyfob.tokens.find(token.token().id()).orElseThrow().lastUsedAt())
                .contains(keyfob.clock.instant());
    }

    private AccessToken shown(CreatedToken token) {
        return keyfob.useCases.tokens.showToken.show(
                keyfob.operator, token.token().id());
    }

    private Reason why(String presented) {
        Verification verification =
                keyfob.useCases.tokens.verifyToken.explain(keyfob.operator, presented, List.of(RUN));
        assertThat(verification.isAllowed()).isFalse();
        return verification.unusable().orElseThrow();
    }

    private List<AccessToken> list(Actor actor) {
        return keyfob.useCases
                .tokens
                .listTokens
                .list(actor, TokenFilter.everything(), TokenOrder.NEWEST_FIRST, PageRequest.first())
                .items();
    }

    private CreatedToken create(Actor actor, String owner, String name) {
        return keyfob.useCases.tokens.createToken.create(
                actor, new NewToken(new Email(owner), TokenName.parse(name), new Expiry.Standard(), Narrowing.none()));
    }

    private Actor bearer(CreatedToken token) {
        return keyfob.useCases
                .tokens
                .verifyToken
                .identify("192.0.2.1", token.secret().reveal())
                .orElseThrow();
    }

    private static void assertRefused(ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(reason));
    }
}
