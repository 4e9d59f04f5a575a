package dev.keyfob.application.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.network.Networks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FinishRotationTest {

    private static final Duration GRACE = Duration.ofSeconds(60);

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    // The clock does not move between the steps, so these are the exact moments.
    @Test
    void the_moment_of_an_end_is_already_over() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        RotatedToken rotated = rotate(keyfob.operator, token);
        keyfob.clock.advance(Duration.ofHours(24).minusNanos(1000));
        assertThat(keyfob.unusable(token.secret())).isEmpty();
        keyfob.clock.advance(Duration.ofNanos(1000));
        assertThat(keyfob.unusable(token.secret())).contains(Reason.SUPERSEDED);

        keyfob.use(rotated.secret());
        keyfob.clock.advance(GRACE.minusNanos(1000));
        assertThat(keyfob.unusable(token.secret())).contains(Reason.SUPERSEDED);
        keyfob.clock.advance(Duration.ofNanos(1000));
        assertThat(keyfob.unusable(token.secret())).contains(Reason.REUSED);
    }

    @Test
    void a_new_secret_from_the_wrong_place_finishes_nothing_and_an_old_one_from_there_is_noticed() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        keyfob.useCases.tokens.editToken.edit(
                keyfob.operator,
                token.token().id(),
                new TokenEdit(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Networks.parse("192.0.2.0/24"))));
        RotatedToken rotated = rotate(keyfob.operator, token);

        keyfob.useCases.tokens.verifyToken.verify(
                "198.51.100.7", rotated.secret().reveal(), List.of());
        assertThat(keyfob.auditedActions()).doesNotContain(AuditAction.TOKEN_ROTATION_FINISHED);
        keyfob.use(rotated.secret());
        keyfob.clock.advance(GRACE);
        keyfob.useCases.tokens.verifyToken.verify("198.51.100.7", token.secret().reveal(), List.of());

        assertThat(incident().address()).isEqualTo("198.51.100.7");
    }

    private RotatedToken rotate(Actor actor, CreatedToken token) {
        return keyfob.useCases.tokens.rotateToken.rotate(actor, token.token().id(), RotationOptions.standard());
    }

    private AuditEntry incident() {
        List<AuditEntry> incidents = keyfob.audited(AuditAction.TOKEN_REUSED);
        assertThat(incidents).hasSize(1);
        return incidents.get(0);
    }
}
