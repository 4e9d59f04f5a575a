package dev.keyfob.application.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.application.token.RotatedToken;
import dev.keyfob.application.token.RotationOptions;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.SessionSecret;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OncePerFormTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final Actor alice = keyfob.signedIn(keyfob.alice);
    private final SessionSecret session = SessionSecret.generate(keyfob.random);

    @Test
    void a_form_sent_twice_makes_one_token_and_its_secret_is_shown_once() {
        generate("nonce", "CI");
        generate("nonce", "CI");

        CreatedToken shown = keyfob.useCases
                .tokens
                .createToken
                .takeCreated(alice, session, "nonce")
                .orElseThrow();
        assertThat(keyfob.useCases.tokens.createToken.takeCreated(alice, session, "nonce"))
                .isEmpty();
        assertThat(keyfob.audited(AuditAction.TOKEN_CREATED)).hasSize(1);
        assertThat(keyfob.use(shown.secret())).isTrue();
    }

    @Test
    void the_secret_is_shown_to_its_owner_in_the_same_session_and_within_a_minute() {
        generate("late", "Late");
        keyfob.clock.advance(Duration.ofMinutes(1));
        generate("other", "Other session");
        generate("stranger", "Stranger");

        assertThat(keyfob.useCases.tokens.createToken.takeCreated(alice, session, "late"))
                .isEmpty();
        assertThat(keyfob.useCases.tokens.createToken.takeCreated(
                        alice, SessionSecret.generate(keyfob.random), "other"))
                .isEmpty();
        assertThat(keyfob.useCases.tokens.createToken.takeCreated(keyfob.signedIn(keyfob.admin), session, "stranger"))
                .isEmpty();
        assertThat(keyfob.useCases.tokens.createToken.takeCreated(alice, session, "other"))
                .isPresent();
    }

    @Test
    void a_rotation_s_form_sent_twice_rotates_once_and_its_secret_is_shown_once() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        TokenId id = token.token().id();

        keyfob.useCases.tokens.rotateToken.rotateByForm(alice, session, "nonce", id, RotationOptions.standard());
        keyfob.useCases.tokens.rotateToken.rotateByForm(alice, session, "nonce", id, RotationOptions.standard());

        RotatedToken shown = keyfob.useCases
                .tokens
                .rotateToken
                .takeRotated(alice, session, "nonce", id)
                .orElseThrow();
        assertThat(keyfob.useCases.tokens.rotateToken.takeRotated(alice, session, "nonce", id))
                .isEmpty();
        assertThat(keyfob.auditedActions())
                .containsOnlyOnce(AuditAction.TOKEN_ROTATED)
                .doesNotContain(AuditAction.TOKEN_ROTATION_REPEATED);
        assertThat(keyfob.use(shown.secret())).isTrue();
    }

    @Test
    void a_rotated_secret_that_was_not_fetched_within_a_minute_or_is_of_no_use_any_more_is_not_shown() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        TokenId id = token.token().id();
        RotationOptions replacing = new RotationOptions(Optional.empty(), Optional.empty(), true);

        keyfob.useCases.tokens.rotateToken.rotateByForm(alice, session, "late", id, replacing);
        keyfob.clock.advance(Duration.ofMinutes(1));
        assertThat(keyfob.useCases.tokens.rotateToken.takeRotated(alice, session, "late", id))
                .isEmpty();

        keyfob.useCases.tokens.rotateToken.rotateByForm(alice, session, "one", id, replacing);
        keyfob.useCases.tokens.rotateToken.rotateByForm(alice, session, "two", id, replacing);
        assertThat(keyfob.useCases.tokens.rotateToken.takeRotated(alice, session, "one", id))
                .isEmpty();
        assertThat(keyfob.useCases.tokens.rotateToken.takeRotated(
                        alice, SessionSecret.generate(keyfob.random), "two", id))
                .isEmpty();
        assertThat(keyfob.useCases.tokens.rotateToken.takeRotated(alice, session, "two", id))
                .isPresent();
    }

    private void generate(String nonce, String name) {
        keyfob.useCases.tokens.createToken.createByForm(
                alice,
                session,
                nonce,
                new NewToken(keyfob.alice.email(), TokenName.parse(name), new Expiry.Standard(), Narrowing.none()));
    }
}
