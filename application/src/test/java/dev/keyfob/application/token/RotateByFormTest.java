package dev.keyfob.application.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.user.SessionSecret;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RotateByFormTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void a_form_sent_twice_rotates_once_and_its_secret_is_shown_once() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        Actor alice = keyfob.signedIn(keyfob.alice);
        SessionSecret session = SessionSecret.generate(keyfob.random);
        TokenId id = token.token().id();

        keyfob.useCases.tokens.rotateByForm.rotate(alice, session, "nonce", id, RotationRequest.standard());
        keyfob.useCases.tokens.rotateByForm.rotate(alice, session, "nonce", id, RotationRequest.standard());

        RotatedToken shown = keyfob.useCases
                .tokens
                .rotateByForm
                .take(alice, session, "nonce", id)
                .orElseThrow();
        assertThat(keyfob.useCases.tokens.rotateByForm.take(alice, session, "nonce", id))
                .isEmpty();
        assertThat(keyfob.auditedActions())
                .containsOnlyOnce(AuditAction.TOKEN_ROTATED)
                .doesNotContain(AuditAction.TOKEN_ROTATION_REPEATED);
        assertThat(keyfob.use(shown.secret())).isTrue();
    }

    @Test
    void a_secret_that_was_not_fetched_within_a_minute_or_is_of_no_use_any_more_is_not_shown() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        Actor alice = keyfob.signedIn(keyfob.alice);
        SessionSecret session = SessionSecret.generate(keyfob.random);
        TokenId id = token.token().id();
        RotationRequest replacing = new RotationRequest(Optional.empty(), Optional.empty(), true);

        keyfob.useCases.tokens.rotateByForm.rotate(alice, session, "late", id, replacing);
        keyfob.clock.advance(Duration.ofMinutes(1));
        assertThat(keyfob.useCases.tokens.rotateByForm.take(alice, session, "late", id))
                .isEmpty();

        keyfob.useCases.tokens.rotateByForm.rotate(alice, session, "one", id, replacing);
        keyfob.useCases.tokens.rotateByForm.rotate(alice, session, "two", id, replacing);
        assertThat(keyfob.useCases.tokens.rotateByForm.take(alice, session, "one", id))
                .isEmpty();
        assertThat(keyfob.useCases.tokens.rotateByForm.take(alice, SessionSecret.generate(keyfob.random), "two", id))
                .isEmpty();
        assertThat(keyfob.useCases.tokens.rotateByForm.take(alice, session, "two", id))
                .isPresent();
    }
}
