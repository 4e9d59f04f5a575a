package dev.keyfob.application.token;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnrevokedTest {

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

    private static TokenEdit edit(Optional<String> name, Optional<Expiry> expiry) {
        return new TokenEdit(name.map(TokenName::parse), expiry, Optional.empty(), Optional.empty());
    }
}
