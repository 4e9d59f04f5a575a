package dev.keyfob.application.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.SessionSecret;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GenerateTokenTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final Actor alice = keyfob.signedIn(keyfob.alice);
    private final SessionSecret session = SessionSecret.generate(keyfob.random);

    @Test
    void a_form_sent_twice_makes_one_token_and_its_secret_is_shown_once() {
        generate("nonce", "CI");
        generate("nonce", "CI");

        CreatedToken shown = keyfob.useCases
                .tokens
                .generateToken
                .take(alice, session, "nonce")
                .orElseThrow();
        assertThat(keyfob.useCases.tokens.generateToken.take(alice, session, "nonce"))
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

        assertThat(keyfob.useCases.tokens.generateToken.take(alice, session, "late"))
                .isEmpty();
        assertThat(keyfob.useCases.tokens.generateToken.take(alice, SessionSecret.generate(keyfob.random), "other"))
                .isEmpty();
        assertThat(keyfob.useCases.tokens.generateToken.take(keyfob.signedIn(keyfob.admin), session, "stranger"))
                .isEmpty();
        assertThat(keyfob.useCases.tokens.generateToken.take(alice, session, "other"))
                .isPresent();
    }

    private void generate(String nonce, String name) {
        keyfob.useCases.tokens.generateToken.generate(
                alice,
                session,
                nonce,
                new NewToken(keyfob.alice.email(), TokenName.parse(name), new Expiry.Standard(), Narrowing.none()));
    }
}
