package dev.keyfob.application.token;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShowTokenTest {

    private static final Permission RUN = new Permission("recipe:run");
    private static final Permission DEPLOY = new Permission("recipe:deploy");

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    // Uses are counted in memory and written in one batch. A refused request is not a use, nor is an explanation.
    @Test
    void a_use_is_shown_at_once_and_stored_at_the_next_flush() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.clock.advance(Duration.ofMinutes(5));
        keyfob.useCases.tokens.verifyToken.verify("192.0.2.1", token.secret().reveal(), List.of(DEPLOY));
        keyfob.useCases.tokens.verifyToken.explain(
                keyfob.operator, token.secret().reveal(), List.of());
        assertThat(shown(token).lastUsedAt()).isEmpty();

        keyfob.useCases.tokens.verifyToken.verify("192.0.2.1", token.secret().reveal(), List.of(RUN));

        assertThat(shown(token).lastUsedAt()).contains(keyfob.clock.instant());
        assertThat(keyfob.tokens.find(token.token().id()).orElseThrow().lastUsedAt())
                .isEmpty();
        keyfob.useCases.recentUses.flush();
        assertThat(keyfob.tokens.find(token.token().id()).orElseThrow().lastUsedAt())
                .contains(keyfob.clock.instant());
    }

    @Test
    void one_s_own_tokens_are_no_others_for_administrators_too() {
        TokenId ofAlice = keyfob.tokenOf(keyfob.alice, "Laptop").token().id();
        ShowToken showToken = keyfob.useCases.tokens.showToken;

        assertThat(showToken.showOwn(keyfob.signedIn(keyfob.alice), ofAlice).id())
                .isEqualTo(ofAlice);
        assertThat(showToken.show(keyfob.signedIn(keyfob.admin), ofAlice).id()).isEqualTo(ofAlice);
        assertRefused(() -> showToken.showOwn(keyfob.signedIn(keyfob.admin), ofAlice), Reason.TOKEN_NOT_FOUND);
    }

    private AccessToken shown(CreatedToken token) {
        return keyfob.useCases.tokens.showToken.show(
                keyfob.operator, token.token().id());
    }
}
