package dev.keyfob.application.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.token.AccessToken;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectReuseTest {

    private static final Duration GRACE = Duration.ofSeconds(60);

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void the_incident_names_the_token_the_place_and_who_ended_it() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        keyfob.use(rotate(keyfob.operator, token).secret());
        keyfob.clock.advance(GRACE);

        keyfob.useCases.tokens.verifyToken.verify("2001:db8::66", token.secret().reveal(), List.of());

        AuditEntry incident = incident();
        assertThat(incident.subject().id()).isEqualTo(token.token().id().toString());
        assertThat(incident.address()).isEqualTo("2001:db8::66");
        assertThat(incident.succeeded()).isFalse();
        AccessToken record = keyfob.useCases.tokens.showToken.show(
                keyfob.operator, token.token().id());
        assertThat(record.reuse().orElseThrow().address()).isEqualTo("2001:db8::66");
        assertThat(record.revocation().orElseThrow().by()).isEqualTo("reuse detection");
    }

    @Test
    void a_secret_that_was_only_reported_ends_the_token_once_the_policy_is_stricter() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        keyfob.setPolicy("reuse=report");
        RotatedToken rotated = rotate(keyfob.operator, token);
        keyfob.use(rotated.secret());
        keyfob.clock.advance(GRACE);
        keyfob.use(token.secret());
        assertThat(keyfob.unusable(rotated.secret())).isEmpty();

        keyfob.setPolicy("reuse=revoke");
        keyfob.use(token.secret());

        assertThat(keyfob.unusable(rotated.secret())).contains(Reason.REVOKED);
        assertThat(keyfob.auditedActions()).containsOnlyOnce(AuditAction.TOKEN_REUSED, AuditAction.TOKEN_REVOKED);
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
