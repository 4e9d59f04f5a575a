package dev.keyfob.application.token;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.token.TokenId;
import org.junit.jupiter.api.Test;

class ResumeTokenTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final Actor.SignedIn alice = keyfob.signedIn(keyfob.alice);
    private final Actor.SignedIn admin = keyfob.signedIn(keyfob.admin);
    private final CreatedToken created = keyfob.tokenOf(keyfob.alice, "CI");
    private final TokenId id = created.token().id();

    @Test
    void an_owner_does_not_resume_what_an_administrator_suspended() {
        keyfob.useCases.tokens.suspendToken.suspend(admin, id);

        assertRefused(() -> keyfob.useCases.tokens.resumeToken.resume(alice, id), Reason.SUSPENDED_BY_OTHERS);
        keyfob.useCases.tokens.resumeToken.resume(admin, id);

        assertThat(keyfob.unusable(created.secret())).isEmpty();
    }
}
