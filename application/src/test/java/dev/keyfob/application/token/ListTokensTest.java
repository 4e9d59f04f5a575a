package dev.keyfob.application.token;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListTokensTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void an_administrator_sees_and_ends_everyones_tokens() {
        CreatedToken alices = keyfob.tokenOf(keyfob.alice, "Laptop");
        Actor admin = keyfob.signedIn(keyfob.admin);

        assertThat(list(admin))
                .extracting(AccessToken::id)
                .contains(alices.token().id());
        assertThat(keyfob.useCases.tokens.revokeToken.revokeAllOf(admin, keyfob.alice.email()))
                .isEqualTo(1);
        assertThat(keyfob.useCases
                        .tokens
                        .verifyToken
                        .verify("192.0.2.1", alices.secret().reveal(), List.of())
                        .unusable())
                .contains(Reason.REVOKED);
    }

    @Test
    void a_token_sees_and_ends_itself_alone() {
        CreatedToken other = keyfob.tokenOf(keyfob.admin, "Other");
        CreatedToken own = keyfob.tokenOf(keyfob.admin, "Own");
        Actor token = keyfob.bearer(own);

        assertThat(list(token))
                .extracting(AccessToken::id)
                .containsExactly(own.token().id());
        assertRefused(
                () -> keyfob.useCases.tokens.revokeToken.revoke(
                        token, other.token().id()),
                Reason.TOKEN_NOT_FOUND);
        assertRefused(
                () -> keyfob.useCases.tokens.revokeToken.revokeAllOf(token, keyfob.admin.email()), Reason.ROLE_BOUND);
        keyfob.useCases.tokens.revokeToken.revoke(token, own.token().id());
        assertThat(keyfob.useCases
                        .tokens
                        .verifyToken
                        .verify("192.0.2.1", own.secret().reveal(), List.of())
                        .unusable())
                .contains(Reason.REVOKED);
    }

    @Test
    void a_position_of_somebody_elses_token_tells_nothing_of_it() {
        keyfob.tokenOf(keyfob.alice, "Zebra");
        AccessToken foreign = keyfob.tokenOf(keyfob.bob, "Horse").token();
        PageRequest page = PageRequest.of(10, Optional.of(Cursor.after(foreign, TokenOrder.NEWEST_FIRST)));

        assertThat(keyfob.useCases
                        .tokens
                        .listTokens
                        .list(keyfob.signedIn(keyfob.alice), TokenFilter.everything(), TokenOrder.NEWEST_FIRST, page)
                        .items())
                .isEmpty();
    }

    private List<AccessToken> list(Actor actor) {
        return keyfob.useCases
                .tokens
                .listTokens
                .list(actor, TokenFilter.everything(), TokenOrder.NEWEST_FIRST, PageRequest.first())
                .items();
    }
}
