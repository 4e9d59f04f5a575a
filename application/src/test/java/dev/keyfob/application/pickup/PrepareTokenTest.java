package dev.keyfob.application.pickup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.token.TokenRestrictions;
import dev.keyfob.domain.user.Email;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrepareTokenTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final Actor.SignedIn alice = keyfob.signedIn(keyfob.alice);

    @Test
    void a_prepared_token_waits_for_its_owner_and_is_no_token_yet() {
        PickUp prepared = prepare("CI", 90);

        assertThat(keyfob.useCases.pickUps.listPickUps.own(alice)).containsExactly(prepared);
        assertThat(keyfob.tokens.find(prepared.token())).isEmpty();
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isZero();
        AuditEntry entry = keyfob.audited(AuditAction.TOKEN_PREPARED).get(0);
        assertThat(entry.actor()).isEqualTo(admin().party());
        assertThat(entry.subject().id()).isEqualTo(prepared.token().toString());
        assertThat(entry.subject().owner()).isEqualTo(keyfob.alice.id().toString());
    }

    @Test
    void it_is_offered_for_seven_days() {
        PickUp prepared = prepare("CI", 90);

        keyfob.clock.advance(Duration.ofDays(7).minusSeconds(1));
        assertThat(keyfob.useCases.pickUps.listPickUps.own(alice)).containsExactly(prepared);

        keyfob.clock.advance(Duration.ofSeconds(1));
        assertThat(keyfob.useCases.pickUps.listPickUps.own(alice)).isEmpty();
        assertThat(keyfob.useCases.pickUps.listPickUps.all(admin())).isEmpty();
        prepare("CI", 90);
        assertThat(keyfob.pickUps.find(prepared.token())).isEmpty();
    }

    @Test
    void what_policy_and_ceiling_do_not_allow_is_refused_at_once() {
        assertRefused(Reason.EXPIRY_TOO_FAR, "CI", 367, Narrowing.none());
        assertRefused(Reason.EXPIRY_PAST, "CI", 0, Narrowing.none());
        assertRefused(
                Reason.PERMISSION_ABOVE_CEILING, "CI", 30, Narrowing.to(List.of(Permission.parse("recipe:deploy"))));
        keyfob.setPolicy("creation=role:builder");
        assertRefused(Reason.ROLE_MISSING, "CI", 30, Narrowing.none());
        keyfob.setPolicy("creation=off");
        assertRefused(Reason.CREATION_OFF, "CI", 30, Narrowing.none());
        assertThat(keyfob.useCases.pickUps.listPickUps.all(admin())).isEmpty();
    }

    @Test
    void a_name_that_the_owner_has_or_that_waits_is_taken() {
        keyfob.tokenOf(keyfob.alice, "Laptop");
        prepare("CI", 30);

        assertRefused(Reason.NAME_TAKEN, "laptop", 30, Narrowing.none());
        assertRefused(Reason.NAME_TAKEN, "ci", 30, Narrowing.none());
    }

    @Test
    void nobody_has_more_than_twenty_waiting() {
        for (int i = 0; i < PrepareToken.MOST_WAITING; i++) {
            prepare("CI " + i, 30);
        }

        assertRefused(Reason.TOO_MANY_PICKUPS, "One more", 30, Narrowing.none());
    }

    @Test
    void a_requested_rotation_counts_no_more_once_its_token_is_revoked() {
        for (int i = 0; i < PrepareToken.MOST_WAITING; i++) {
            TokenId id = keyfob.tokenOf(keyfob.alice, "CI " + i).token().id();
            keyfob.useCases.pickUps.requestRotation.request(admin(), id, Optional.empty());
            keyfob.useCases.tokens.revokeToken.revoke(alice, id);
        }

        prepare("CI 1", 30);
    }

    @Test
    void somebody_who_is_disabled_or_unknown_is_prepared_none() {
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.alice.email());

        assertRefused(Reason.OWNER_DISABLED, "CI", 30, Narrowing.none());
        PreparedToken forNobody = new PreparedToken(
                Email.parse("carol@example.com"),
                TokenName.parse("CI"),
                TokenNote.none(),
                Optional.empty(),
                new TokenRestrictions(Narrowing.none(), Networks.any()));
        assertThatThrownBy(() -> keyfob.useCases.pickUps.prepareToken.prepare(admin(), forNobody))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.USER_NOT_FOUND))
                .hasMessage("There is no user carol@example.com. Correct the address, or add the user first.");
    }

    private PickUp prepare(String name, int days) {
        return keyfob.useCases.pickUps.prepareToken.prepare(admin(), wanted(name, days, Narrowing.none()));
    }

    private PreparedToken wanted(String name, int days, Narrowing narrowing) {
        return new PreparedToken(
                keyfob.alice.email(),
                TokenName.parse(name),
                TokenNote.none(),
                Optional.of(Duration.ofDays(days)),
                new TokenRestrictions(narrowing, Networks.any()));
    }

    private void assertRefused(Reason reason, String name, int days, Narrowing narrowing) {
        assertThatThrownBy(() -> keyfob.useCases.pickUps.prepareToken.prepare(admin(), wanted(name, days, narrowing)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    private Actor.SignedIn admin() {
        return keyfob.signedIn(keyfob.admin);
    }
}
