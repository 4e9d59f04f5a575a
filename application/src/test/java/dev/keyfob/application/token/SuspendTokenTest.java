package dev.keyfob.application.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.token.TokenId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SuspendTokenTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final Actor.SignedIn alice = keyfob.signedIn(keyfob.alice);
    private final Actor.SignedIn admin = keyfob.signedIn(keyfob.admin);
    private final CreatedToken created = keyfob.tokenOf(keyfob.alice, "CI");
    private final TokenId id = created.token().id();

    @Test
    void a_suspended_token_is_refused_and_works_again_with_the_same_secret() {
        keyfob.useCases.tokens.suspendToken.suspend(alice, id);
        assertThat(keyfob.unusable(created.secret())).contains(Reason.SUSPENDED);

        keyfob.useCases.tokens.resumeToken.resume(alice, id);
        assertThat(keyfob.unusable(created.secret())).isEmpty();
        assertThat(keyfob.useCases.tokens.showToken.show(alice, id)).isEqualTo(created.token());
    }

    @Test
    void suspending_twice_keeps_the_first_and_is_audited_once() {
        keyfob.useCases.tokens.suspendToken.suspend(admin, id);
        int audited = keyfob.auditLog.entries.size();

        keyfob.clock.advance(Duration.ofMinutes(1));
        keyfob.useCases.tokens.suspendToken.suspend(alice, id);

        assertThat(keyfob.auditLog.entries).hasSize(audited);
        assertThat(keyfob.useCases
                        .tokens
                        .showToken
                        .show(alice, id)
                        .suspension()
                        .orElseThrow()
                        .by())
                .isEqualTo("admin@example.com");
    }
}
