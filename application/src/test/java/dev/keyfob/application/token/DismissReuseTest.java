package dev.keyfob.application.token;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DismissReuseTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final Actor.SignedIn alice = keyfob.signedIn(keyfob.alice);
    private final CreatedToken created = keyfob.tokenOf(keyfob.alice, "CI");
    private final TokenId id = created.token().id();

    @Test
    void the_alarm_of_a_token_that_it_revoked_is_dismissed_once_and_counted_no_more() {
        reuse();
        assertThat(overview()).isOne();

        keyfob.useCases.tokens.dismissReuse.dismiss(alice, id);
        keyfob.useCases.tokens.dismissReuse.dismiss(alice, id);

        assertThat(token().reuse()).isEmpty();
        assertThat(token().isRevoked()).isTrue();
        assertThat(overview()).isZero();
        assertThat(keyfob.audited(AuditAction.TOKEN_REUSE_DISMISSED)).hasSize(1);
    }

    @Test
    void it_comes_back_when_an_old_secret_is_used_again_and_only_then() {
        keyfob.setPolicy("reuse=report");
        reuse();
        keyfob.use(created.secret());
        keyfob.useCases.tokens.dismissReuse.dismiss(keyfob.signedIn(keyfob.admin), id);
        assertThat(token().reuse()).isEmpty();

        keyfob.use(created.secret());

        assertThat(token().reuse()).isPresent();
        assertThat(keyfob.audited(AuditAction.TOKEN_REUSED)).hasSize(2);
    }

    @Test
    void neither_another_person_nor_the_token_itself_dismisses_it() {
        keyfob.setPolicy("reuse=report");
        reuse();
        Actor.Bearer bearer = new Actor.Bearer(
                token(),
                keyfob.alice,
                keyfob.settings.ceiling(),
                "192.0.2.1",
                created.secret().digest());

        assertRefused(
                () -> keyfob.useCases.tokens.dismissReuse.dismiss(keyfob.signedIn(keyfob.bob), id),
                Reason.TOKEN_NOT_FOUND);
        assertRefused(() -> keyfob.useCases.tokens.dismissReuse.dismiss(bearer, id), Reason.SESSION_ONLY);

        assertThat(token().reuse()).isPresent();
    }

    private void reuse() {
        keyfob.use(keyfob.useCases
                .tokens
                .rotateToken
                .rotate(keyfob.operator, id, RotationOptions.standard())
                .secret());
        keyfob.clock.advance(Duration.ofSeconds(60));
        keyfob.use(created.secret());
    }

    private long overview() {
        keyfob.clock.advance(Duration.ofMinutes(2));
        return keyfob.useCases.tokens.showOverview.show(keyfob.operator).reused();
    }

    private AccessToken token() {
        return keyfob.tokens.find(id).orElseThrow();
    }
}
