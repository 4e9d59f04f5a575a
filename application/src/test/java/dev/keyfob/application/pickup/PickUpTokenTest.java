package dev.keyfob.application.pickup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.RotatedToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.token.TokenRestrictions;
import dev.keyfob.domain.token.TokenSecret;
import dev.keyfob.domain.user.SessionSecret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PickUpTokenTest {

    private static final String NONCE = "n".repeat(20);

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final Actor.SignedIn alice = keyfob.signedIn(keyfob.alice);
    private final Actor.SignedIn bob = keyfob.signedIn(keyfob.bob);
    private final Actor.SignedIn admin = keyfob.signedIn(keyfob.admin);
    private int refused;

    private final SessionSecret session = InMemoryKeyfob.newDevice();

    @Test
    void the_token_is_made_for_its_owner_by_its_owner_and_lives_from_then_on() {
        TokenId id = prepare("CI", 90);
        keyfob.clock.advance(Duration.ofDays(3));

        pickUp(alice, NONCE, id);

        CreatedToken created = created(NONCE);
        assertThat(created.token().id()).isEqualTo(id);
        assertThat(created.token().owner()).isEqualTo(keyfob.alice.id());
        assertThat(created.token().expiresAt()).contains(keyfob.clock.instant().plus(Duration.ofDays(90)));
        assertThat(created.token().narrowing()).isEqualTo(view());
        assertThat(created.token().networks()).isEqualTo(Networks.parse("10.0.0.0/8"));
        AuditEntry entry = keyfob.audited(AuditAction.TOKEN_CREATED).get(0);
        assertThat(entry.actor()).isEqualTo(alice.party());
        assertThat(entry.subject().id()).isEqualTo(id.toString());
        assertThat(keyfob.useCases.pickUps.listPickUps.own(alice)).isEmpty();
    }

    @Test
    void the_note_of_whoever_prepared_it_stands_on_the_token() {
        TokenId id = prepare("CI", 90);

        pickUp(alice, NONCE, id);

        assertThat(keyfob.tokens.find(id).orElseThrow().note().value()).isEqualTo("Ask Bob");
    }

    @Test
    void nobody_else_picks_it_up_not_even_who_prepared_it() {
        TokenId id = prepare("CI", 90);

        assertRefused(Reason.PICKUP_NOT_FOUND, admin, id);
        assertRefused(Reason.PICKUP_NOT_FOUND, bob, id);
        assertRefused(Reason.NOT_SIGNED_IN, keyfob.operator, id);
        assertThat(keyfob.audited(AuditAction.TOKEN_CREATED)).isEmpty();
    }

    @Test
    void the_same_form_sent_twice_makes_one_token_and_another_form_none() {
        TokenId id = prepare("CI", 90);
        pickUp(alice, NONCE, id);

        pickUp(alice, NONCE, id);
        assertRefused(Reason.PICKUP_NOT_FOUND, alice, id);

        assertThat(keyfob.audited(AuditAction.TOKEN_CREATED)).hasSize(1);
    }

    @Test
    void the_policy_of_the_pick_up_decides_and_what_it_refuses_goes_on_waiting() {
        TokenId id = prepare("CI", 90);
        keyfob.setPolicy("longest_life=30d");

        assertRefused(Reason.EXPIRY_TOO_FAR, alice, id);

        assertThat(keyfob.useCases.pickUps.listPickUps.own(alice)).hasSize(1);
        keyfob.setPolicy("longest_life=default");
        pickUp(alice, "o".repeat(20), id);
        assertThat(keyfob.tokens.find(id)).isPresent();
    }

    @Test
    void a_name_that_was_taken_meanwhile_can_be_changed() {
        TokenId id = prepare("CI", 90);
        keyfob.tokenOf(keyfob.alice, "CI");
        assertRefused(Reason.NAME_TAKEN, alice, id);

        keyfob.useCases.pickUps.pickUpToken.pickUp(
                alice, session, "o".repeat(20), id, Optional.of(TokenName.parse("CI of the team")));

        assertThat(keyfob.tokens.find(id).orElseThrow().name().value()).isEqualTo("CI of the team");
    }

    @Test
    void after_seven_days_there_is_nothing_to_pick_up() {
        TokenId id = prepare("CI", 90);
        keyfob.clock.advance(Duration.ofDays(7));

        assertRefused(Reason.PICKUP_NOT_FOUND, alice, id);
    }

    @Test
    void a_rotation_without_a_date_ends_the_old_secret_at_the_pick_up() {
        CreatedToken laptop = keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.useCases.pickUps.requestRotation.request(admin, laptop.token().id(), Optional.empty());

        pickUp(alice, NONCE, laptop.token().id());

        TokenSecret fresh = rotated(laptop.token().id()).secret();
        assertThat(keyfob.unusable(laptop.secret())).contains(Reason.SUPERSEDED);
        assertThat(keyfob.use(fresh)).isTrue();
        assertThat(keyfob.audited(AuditAction.TOKEN_ROTATED)).hasSize(1);
        assertThat(keyfob.audited(AuditAction.TOKEN_ROTATION_REPEATED)).isEmpty();
    }

    @Test
    void a_rotation_with_a_date_lets_the_old_secret_work_beside_the_new_one_until_then() {
        CreatedToken laptop = keyfob.tokenOf(keyfob.alice, "Laptop");
        Expiry.At end = new Expiry.At(keyfob.clock.instant().plus(Duration.ofDays(2)));
        keyfob.useCases.pickUps.requestRotation.request(admin, laptop.token().id(), Optional.of(end));

        pickUp(alice, NONCE, laptop.token().id());

        assertThat(rotated(laptop.token().id()).oldWorksUntil()).isEqualTo(end.end());
        assertThat(keyfob.use(laptop.secret())).isTrue();
        keyfob.clock.advance(Duration.ofDays(2));
        assertThat(keyfob.unusable(laptop.secret())).contains(Reason.SUPERSEDED);
    }

    @Test
    void a_secret_is_picked_up_after_the_old_one_ended_too() {
        CreatedToken laptop = keyfob.tokenOf(keyfob.alice, "Laptop");
        Expiry.At end = new Expiry.At(keyfob.clock.instant().plus(Duration.ofDays(2)));
        keyfob.useCases.pickUps.requestRotation.request(admin, laptop.token().id(), Optional.of(end));
        keyfob.clock.advance(Duration.ofDays(3));

        pickUp(alice, NONCE, laptop.token().id());

        assertThat(keyfob.use(rotated(laptop.token().id()).secret())).isTrue();
        assertThat(keyfob.use(laptop.secret())).isFalse();
    }

    private TokenId prepare(String name, int days) {
        return keyfob.useCases
                .pickUps
                .prepareToken
                .prepare(
                        admin,
                        new PreparedToken(
                                keyfob.alice.email(),
                                TokenName.parse(name),
                                TokenNote.parse("Ask Bob"),
                                Optional.of(Duration.ofDays(days)),
                                new TokenRestrictions(view(), Networks.parse("10.0.0.0/8"))))
                .token();
    }

    private static Narrowing view() {
        return Narrowing.to(List.of(Permission.parse("recipe:view")));
    }

    private void pickUp(Actor actor, String nonce, TokenId id) {
        keyfob.useCases.pickUps.pickUpToken.pickUp(actor, session, nonce, id, Optional.empty());
    }

    private CreatedToken created(String nonce) {
        return keyfob.useCases
                .tokens
                .createToken
                .takeCreated(alice, session, nonce)
                .orElseThrow();
    }

    private RotatedToken rotated(TokenId id) {
        return keyfob.useCases
                .tokens
                .rotateToken
                .takeRotated(alice, session, NONCE, id)
                .orElseThrow();
    }

    private void assertRefused(Reason reason, Actor actor, TokenId id) {
        assertThatThrownBy(() -> pickUp(actor, "refused " + refused++, id))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}
