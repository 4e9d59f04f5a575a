package dev.keyfob.application.policy;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetPolicyTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void a_token_that_the_policy_ended_is_shown_with_its_real_end_and_the_operator_learns_why() {
        CreatedToken created = keyfob.tokenOf(keyfob.alice, "CI");

        keyfob.useCases.policy.setPolicy.set(keyfob.operator, PolicyChanges.parse(List.of("longest_life=7d")));
        keyfob.clock.advance(Duration.ofDays(8));

        AccessToken shown = keyfob.useCases.tokens.showToken.show(
                keyfob.operator, created.token().id());
        assertThat(shown.expiresAt()).contains(InMemoryKeyfob.START.plus(Duration.ofDays(7)));
        assertThat(shown.stateAt(keyfob.clock.instant())).isEqualTo(TokenState.EXPIRED);
        assertThat(keyfob.unusable(created.secret())).contains(Reason.POLICY_EXPIRED);
    }

    @Test
    void what_is_not_used_for_too_long_stops_and_what_is_used_goes_on() {
        CreatedToken used = keyfob.tokenOf(keyfob.alice, "Used");
        CreatedToken unused = keyfob.tokenOf(keyfob.alice, "Unused");
        keyfob.useCases.policy.setPolicy.set(keyfob.operator, PolicyChanges.parse(List.of("idle_limit=10d")));

        keyfob.clock.advance(Duration.ofDays(9));
        assertThat(keyfob.useCases
                        .tokens
                        .verifyToken
                        .verify("192.0.2.1", used.secret().reveal(), List.of())
                        .isUsable())
                .isTrue();
        keyfob.clock.advance(Duration.ofDays(2));

        assertThat(keyfob.unusable(used.secret())).isEmpty();
        assertThat(keyfob.unusable(unused.secret())).contains(Reason.IDLE_TOO_LONG);
    }

    @Test
    void creation_can_be_switched_off_for_everyone_and_kept_for_a_role() {
        keyfob.useCases.policy.setPolicy.set(keyfob.operator, PolicyChanges.parse(List.of("creation=off")));
        assertRefused(() -> keyfob.tokenOf(keyfob.admin, "CI"), Reason.CREATION_OFF);
        assertRefused(
                () -> keyfob.useCases.tokens.createToken.create(
                        keyfob.operator,
                        new NewToken(
                                keyfob.alice.email(), TokenName.parse("CI"), new Expiry.Standard(), Narrowing.none())),
                Reason.CREATION_OFF);

        keyfob.useCases.policy.setPolicy.set(keyfob.operator, PolicyChanges.parse(List.of("creation=role:admin")));
        assertRefused(() -> keyfob.tokenOf(keyfob.alice, "CI"), Reason.ROLE_MISSING);
        assertThat(keyfob.tokenOf(keyfob.admin, "CI")).isNotNull();
    }

    @Test
    void only_administrators_and_the_operator_change_and_preview_it() {
        PolicyChanges change = PolicyChanges.parse(List.of("creation=off"));
        Actor alice = keyfob.signedIn(keyfob.alice);
        Actor token = keyfob.useCases
                .tokens
                .verifyToken
                .identify(
                        "192.0.2.1", keyfob.tokenOf(keyfob.admin, "CI").secret().reveal())
                .orElseThrow();

        assertRefused(() -> keyfob.useCases.policy.setPolicy.set(alice, change), Reason.ROLE_MISSING);
        assertRefused(() -> keyfob.useCases.policy.previewPolicy.preview(alice, change), Reason.ROLE_MISSING);
        assertRefused(() -> keyfob.useCases.policy.setPolicy.set(token, change), Reason.ROLE_BOUND);
        keyfob.useCases.policy.setPolicy.set(keyfob.signedIn(keyfob.admin), change);
        assertThat(keyfob.auditLog.entries)
                .last()
                .extracting(entry -> entry.subject().name())
                .isEqualTo("creation=off");
    }
}
