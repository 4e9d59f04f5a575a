package dev.keyfob.application.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.client.ClientName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RotationByUseTest {

    private static final Duration GRACE = Duration.ofSeconds(60);

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void an_api_that_tells_no_address_leaves_it_unknown_and_the_incident_is_noticed_all_the_same() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        Actor.Client client = new Actor.Client(
                keyfob.useCases
                        .clients
                        .addClient
                        .add(keyfob.operator, new ClientName("orders-api"))
                        .client(),
                "203.0.113.5");
        RotatedToken rotated = rotate(keyfob.operator, token);
        assertThat(keyfob.useCases
                        .tokens
                        .verifyToken
                        .verifyFor(client, Optional.empty(), rotated.secret().reveal(), List.of())
                        .isAllowed())
                .isTrue();
        keyfob.clock.advance(GRACE);

        keyfob.useCases.tokens.verifyToken.verifyFor(
                client, Optional.empty(), token.secret().reveal(), List.of());

        assertThat(incident().address()).isEqualTo("unknown");
        assertThat(keyfob.unusable(rotated.secret())).contains(Reason.REVOKED);
    }

    @Test
    void to_explain_is_no_use_it_finishes_nothing_and_ends_nothing() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        RotatedToken rotated = rotate(keyfob.operator, token);
        assertThat(keyfob.unusable(rotated.secret())).isEmpty();
        assertThat(keyfob.auditedActions()).doesNotContain(AuditAction.TOKEN_ROTATION_FINISHED);
        keyfob.use(rotated.secret());
        keyfob.clock.advance(GRACE);

        assertThat(keyfob.unusable(token.secret())).contains(Reason.REUSED);
        assertThat(keyfob.unusable(token.secret())).contains(Reason.REUSED);

        assertThat(keyfob.unusable(rotated.secret())).isEmpty();
        assertThat(keyfob.auditedActions()).doesNotContain(AuditAction.TOKEN_REUSED);
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
