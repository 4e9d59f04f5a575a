package dev.keyfob.application.token;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.policy.Overlap;
import dev.keyfob.domain.token.RotationKey;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RotateTokenTest {

    private static final String HERE = "192.0.2.1";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void only_the_owner_in_person_and_the_operator_rotate_a_token() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        Actor client = new Actor.Client(
                keyfob.useCases
                        .clients
                        .addClient
                        .add(keyfob.operator, new ClientName("orders-api"))
                        .client(),
                HERE);

        assertRefused(() -> rotate(keyfob.signedIn(keyfob.bob), token), Reason.TOKEN_NOT_FOUND);
        // The secret of another person's token would let the administrator act as that person.
        assertRefused(() -> rotate(keyfob.signedIn(keyfob.admin), token), Reason.TOKEN_NOT_FOUND);
        assertRefused(() -> rotate(client, token), Reason.SESSION_ONLY);
        assertRefused(() -> rotate(new Actor.Finder(HERE), token), Reason.SESSION_ONLY);
        assertRefused(() -> rotate(keyfob.bearer(token), token), Reason.SELF_ROTATION_OFF);
        assertThat(keyfob.auditedActions()).doesNotContain(AuditAction.TOKEN_ROTATED);
        assertThat(rotate(keyfob.signedIn(keyfob.alice), token)).isNotNull();
        assertThat(rotate(keyfob.operator, keyfob.tokenOf(keyfob.bob, "CI"))).isNotNull();
    }

    @Test
    void a_token_rotates_itself_where_the_policy_lets_it_and_no_other_and_gains_nothing() {
        CreatedToken narrow = keyfob.useCases.tokens.createToken.create(
                keyfob.signedIn(keyfob.alice),
                new NewToken(
                        keyfob.alice.email(),
                        TokenName.parse("Narrow"),
                        Expiry.inDays(3),
                        Narrowing.to(Set.of(Permission.parse("recipe:view")))));
        CreatedToken other = keyfob.tokenOf(keyfob.alice, "Other");
        keyfob.setPolicy("self_rotation=on");

        RotatedToken rotated = rotate(keyfob.bearer(narrow), narrow);

        assertRefused(() -> rotate(keyfob.bearer(narrow), other), Reason.TOKEN_NOT_FOUND);
        assertThat(allows(rotated, "recipe:view")).isTrue();
        assertThat(allows(rotated, "recipe:run")).isFalse();
        assertThat(rotated.token().expiresAt()).isEqualTo(narrow.token().expiresAt());
        assertThat(rotated.token().narrowing()).isEqualTo(narrow.token().narrowing());
        keyfob.clock.advance(Duration.ofDays(3));
        assertThat(keyfob.unusable(rotated.secret())).contains(Reason.EXPIRED);
    }

    @Test
    void a_secret_that_has_a_successor_in_use_makes_no_other_even_within_its_grace() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        keyfob.setPolicy("self_rotation=on");
        RotatedToken rotated = rotate(keyfob.operator, token);
        Actor.Bearer early = keyfob.bearer(token);
        keyfob.use(rotated.secret());

        Actor.Bearer late = keyfob.bearer(token);

        assertRefused(() -> rotate(late, token), Reason.ROTATION_FINISHED);
        // Verified just before, while the secret was the current one.
        assertRefused(() -> rotate(early, token), Reason.ROTATION_FINISHED);
        Actor.Bearer current = keyfob.useCases
                .tokens
                .verifyToken
                .identify(HERE, rotated.secret().reveal())
                .orElseThrow();
        assertThat(rotate(current, token)).isNotNull();
    }

    // The response is lost, so the program tries again with the old secret and the same key.
    @Test
    void a_token_whose_answer_got_lost_tries_again_and_is_no_thief() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        keyfob.setPolicy("self_rotation=on");
        RotationOptions request = keyed("8e03978e");
        keyfob.useCases.tokens.rotateToken.rotate(
                keyfob.bearer(token), token.token().id(), request);

        RotatedToken again = keyfob.useCases.tokens.rotateToken.rotate(
                keyfob.bearer(token), token.token().id(), request);

        assertThat(keyfob.use(token.secret())).isTrue();
        assertThat(keyfob.use(again.secret())).isTrue();
        assertThat(keyfob.auditedActions())
                .contains(AuditAction.TOKEN_ROTATION_REPEATED)
                .doesNotContain(AuditAction.TOKEN_REUSED, AuditAction.TOKEN_REVOKED);
    }

    @Test
    void what_cannot_live_on_is_not_rotated() {
        CreatedToken revoked = keyfob.tokenOf(keyfob.alice, "Revoked");
        CreatedToken idle = keyfob.tokenOf(keyfob.alice, "Idle");
        CreatedToken orphaned = keyfob.tokenOf(keyfob.bob, "Orphaned");
        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.operator, revoked.token().id());
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.bob.email());

        assertRefused(() -> rotate(keyfob.operator, revoked), Reason.TOKEN_ENDED);
        assertRefused(() -> rotate(keyfob.operator, orphaned), Reason.OWNER_DISABLED);
        assertRefused(
                () -> keyfob.useCases.tokens.rotateToken.rotate(
                        keyfob.operator, TokenId.random(), RotationOptions.standard()),
                Reason.TOKEN_NOT_FOUND);
        keyfob.setPolicy("idle_limit=2d");
        keyfob.clock.advance(Duration.ofDays(2));
        assertRefused(() -> rotate(keyfob.operator, idle), Reason.TOKEN_ENDED);
    }

    @Test
    void a_later_end_is_advised_only_where_it_helps() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        keyfob.clock.advance(Duration.ofDays(30));
        assertEnded(token, "That token has expired, and rotation does not extend it. Give it a later end first");

        keyfob.setPolicy("longest_life=20d");
        assertEnded(token, "lived as long as the policy allows, and a later end does not extend it.");

        keyfob.setPolicy("idle_limit=10d");
        assertEnded(token, "unused for longer than the policy allows, and a later end does not extend it.");
    }

    @Test
    void a_suspended_token_gets_a_new_secret_and_stays_suspended() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        keyfob.useCases.tokens.suspendToken.suspend(
                keyfob.operator, token.token().id());

        RotatedToken rotated = rotate(keyfob.operator, token);

        assertThat(keyfob.unusable(rotated.secret())).contains(Reason.SUSPENDED);
    }

    @Test
    void a_token_whose_latest_use_is_not_stored_yet_is_not_idle() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        keyfob.setPolicy("idle_limit=2d");
        keyfob.clock.advance(Duration.ofDays(1));
        keyfob.useCases.tokens.verifyToken.verify(HERE, token.secret().reveal(), List.of());
        keyfob.clock.advance(Duration.ofDays(1).plusHours(1));

        RotatedToken rotated = rotate(keyfob.operator, token);

        assertThat(rotated.token().stateAt(keyfob.clock.instant())).isEqualTo(TokenState.ACTIVE);
        assertThat(keyfob.tokens.find(token.token().id()).orElseThrow().lastUsedAt())
                .isEmpty();
    }

    @Test
    void while_nobody_makes_tokens_nobody_gets_a_new_secret_but_a_role_that_makes_them_is_not_needed() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        keyfob.setPolicy("creation=off");
        assertRefused(() -> rotate(keyfob.signedIn(keyfob.alice), token), Reason.CREATION_OFF);
        assertRefused(() -> rotate(keyfob.operator, token), Reason.CREATION_OFF);

        keyfob.setPolicy("creation=role:admin");

        assertThat(rotate(keyfob.signedIn(keyfob.alice), token)).isNotNull();
    }

    @Test
    void the_overlap_is_the_policys_or_a_shorter_one_and_never_reaches_beyond_the_tokens_end() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        CreatedToken shortLived = keyfob.useCases.tokens.createToken.create(
                keyfob.operator,
                new NewToken(
                        keyfob.alice.email(),
                        TokenName.parse("Short"),
                        new Expiry.After(Duration.ofHours(5)),
                        Narrowing.none()));

        assertThat(rotate(keyfob.operator, token).oldWorksUntil())
                .isEqualTo(InMemoryKeyfob.START.plus(Duration.ofHours(24)));
        RotatedToken rotated = rotate(keyfob.operator, shortLived);
        assertThat(rotated.oldWorksUntil()).isEqualTo(InMemoryKeyfob.START.plus(Duration.ofHours(5)));
        keyfob.clock.advance(Duration.ofHours(5));
        assertThat(keyfob.unusable(shortLived.secret())).contains(Reason.EXPIRED);
        assertThat(keyfob.unusable(rotated.secret())).contains(Reason.EXPIRED);
    }

    @Test
    void the_longest_overlap_holds_for_what_is_chosen_and_for_what_is_given() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        keyfob.setPolicy("longest_overlap=2h");

        assertRefused(
                () -> keyfob.useCases.tokens.rotateToken.rotate(
                        keyfob.operator, token.token().id(), overlapping("3h")),
                Reason.OVERLAP_TOO_LONG);
        assertThat(rotate(keyfob.operator, token).oldWorksUntil())
                .isEqualTo(InMemoryKeyfob.START.plus(Duration.ofHours(2)));
        keyfob.setPolicy("default_overlap=30m");
        CreatedToken other = keyfob.tokenOf(keyfob.alice, "Other");
        assertThat(rotate(keyfob.operator, other).oldWorksUntil())
                .isEqualTo(InMemoryKeyfob.START.plus(Duration.ofMinutes(30)));
    }

    private RotatedToken rotate(Actor actor, CreatedToken token) {
        return keyfob.useCases.tokens.rotateToken.rotate(actor, token.token().id(), RotationOptions.standard());
    }

    private static RotationOptions keyed(String key) {
        return new RotationOptions(Optional.empty(), Optional.of(RotationKey.parse(key)), false);
    }

    private static RotationOptions overlapping(String overlap) {
        return new RotationOptions(Optional.of(Overlap.parse(overlap)), Optional.empty(), false);
    }

    private boolean allows(RotatedToken token, String permission) {
        return keyfob.useCases
                .tokens
                .verifyToken
                .verify(HERE, token.secret().reveal(), List.of(Permission.parse(permission)))
                .isAllowed();
    }

    @Test
    void where_the_settings_ask_for_it_the_sign_in_is_of_late_and_a_token_rotates_itself_as_before() {
        InMemoryKeyfob strict = InMemoryKeyfob.askingForFreshSignIns();
        strict.setPolicy("self_rotation=on");
        CreatedToken made = strict.tokenOf(strict.alice, "Laptop");
        RotateToken rotate = strict.useCases.tokens.rotateToken;

        assertRefused(
                () -> rotate.rotate(
                        strict.signedInEarlier(strict.alice), made.token().id(), RotationOptions.standard()),
                Reason.SIGN_IN_TOO_OLD);
        assertThat(rotate.rotate(strict.bearer(made), made.token().id(), RotationOptions.standard()))
                .isNotNull();
    }

    private void assertEnded(CreatedToken token, String advice) {
        assertThatThrownBy(() -> rotate(keyfob.operator, token)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.TOKEN_ENDED);
            assertThat(refusal.explanation()).contains(advice).endsWith("new one.");
        });
    }
}
