package dev.keyfob.application.port;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.TokenEdit;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final Actor.SignedIn alice = keyfob.signedIn(keyfob.alice);
    private final CreatedToken created = keyfob.tokenOf(keyfob.alice, "CI");
    private final TokenId id = created.token().id();

    @Test
    void what_is_revoked_stays_as_it_is() {
        keyfob.useCases.tokens.revokeToken.revoke(alice, id);

        assertRefused(() -> keyfob.useCases.tokens.suspendToken.suspend(alice, id), Reason.TOKEN_ENDED);
        assertRefused(
                () -> keyfob.useCases.tokens.editToken.edit(alice, id, edit(Optional.of("New"), Optional.empty())),
                Reason.TOKEN_ENDED);
        assertThat(keyfob.useCases
                        .tokens
                        .showToken
                        .show(alice, id)
                        .revocation()
                        .orElseThrow()
                        .by())
                .isEqualTo("alice@example.com");
    }

    @Test
    void what_an_actor_may_not_see_is_as_unknown_to_it_as_what_never_was() {
        Actor bob = keyfob.signedIn(keyfob.bob);
        AccessTokens tokens = keyfob.tokens;

        assertThat(tokens.findVisible(alice, id)).isEqualTo(tokens.lockVisible(alice, id));
        assertUnknown(() -> tokens.findVisible(bob, id));
        assertUnknown(() -> tokens.lockVisible(bob, id));
        assertUnknown(() -> tokens.lockUnrevoked(bob, id));
        assertUnknown(() -> tokens.lockUnrevoked(alice, TokenId.random()));
    }

    private static void assertUnknown(ThrowingCallable found) {
        assertThatThrownBy(found)
                .isInstanceOf(Refusal.class)
                .hasMessage("There is no such token.")
                .extracting("reason")
                .isEqualTo(Reason.TOKEN_NOT_FOUND);
    }

    private static TokenEdit edit(Optional<String> name, Optional<Expiry> expiry) {
        return new TokenEdit(name.map(TokenName::parse), expiry, Optional.empty(), Optional.empty());
    }
}
