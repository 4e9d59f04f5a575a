package dev.keyfob.application.token;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenOrder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RevokeTokenTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void chosen_tokens_end_together_each_with_its_record() {
        CreatedToken laptop = keyfob.tokenOf(keyfob.alice, "Laptop");
        CreatedToken desk = keyfob.tokenOf(keyfob.alice, "Desk");
        CreatedToken gone = keyfob.tokenOf(keyfob.alice, "Gone");
        Actor alice = keyfob.signedIn(keyfob.alice);
        keyfob.useCases.tokens.revokeToken.revoke(alice, gone.token().id());

        int ended = keyfob.useCases.tokens.revokeToken.revokeChosen(
                alice,
                List.of(
                        laptop.token().id(),
                        desk.token().id(),
                        gone.token().id(),
                        laptop.token().id()));

        assertThat(ended).isEqualTo(2);
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isZero();
        for (CreatedToken token : List.of(laptop, desk, gone)) {
            assertThat(keyfob
                            .auditLog
                            .list(AuditFilter.about(token.token().id().toString()), PageRequest.first())
                            .items()
                            .stream()
                            .map(AuditEntry::action)
                            .filter(AuditAction.TOKEN_REVOKED::equals))
                    .hasSize(1);
        }
    }

    @Test
    void where_one_of_the_chosen_is_not_to_be_seen_none_ends() {
        CreatedToken laptop = keyfob.tokenOf(keyfob.alice, "Laptop");
        CreatedToken bobs = keyfob.tokenOf(keyfob.bob, "Bob's");

        assertRefused(
                () -> keyfob.useCases.tokens.revokeToken.revokeChosen(
                        keyfob.signedIn(keyfob.alice),
                        List.of(laptop.token().id(), bobs.token().id())),
                Reason.TOKEN_NOT_FOUND);

        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isEqualTo(1);
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.bob.id())).isEqualTo(1);
    }

    // Other users' tokens are reported as not found.
    @Test
    void a_stranger_neither_sees_nor_ends_a_token() {
        CreatedToken alices = keyfob.tokenOf(keyfob.alice, "Laptop");
        Actor bob = keyfob.signedIn(keyfob.bob);

        assertRefused(
                () -> keyfob.useCases.tokens.showToken.show(bob, alices.token().id()), Reason.TOKEN_NOT_FOUND);
        assertRefused(
                () -> keyfob.useCases.tokens.revokeToken.revoke(
                        bob, alices.token().id()),
                Reason.TOKEN_NOT_FOUND);
        assertRefused(
                () -> keyfob.useCases.tokens.revokeToken.revokeAllOf(bob, keyfob.alice.email()), Reason.ROLE_MISSING);
        assertThat(list(bob)).isEmpty();
        assertThat(keyfob.useCases
                        .tokens
                        .verifyToken
                        .verify("192.0.2.1", alices.secret().reveal(), List.of())
                        .isUsable())
                .isTrue();
    }

    @Test
    void revoking_twice_is_audited_once_and_keeps_the_first_time() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Laptop");
        Actor alice = keyfob.signedIn(keyfob.alice);
        keyfob.useCases.tokens.revokeToken.revoke(alice, token.token().id());
        keyfob.clock.advance(Duration.ofHours(1));

        keyfob.useCases.tokens.revokeToken.revoke(alice, token.token().id());

        assertThat(keyfob.useCases
                        .tokens
                        .showToken
                        .show(alice, token.token().id())
                        .revokedAt())
                .contains(InMemoryKeyfob.START);
        assertThat(keyfob.auditLog.entries)
                .filteredOn(entry -> entry.action() == AuditAction.TOKEN_REVOKED)
                .hasSize(1);
    }

    @Test
    void everything_can_be_revoked_at_once_by_those_who_look_after_tokens() {
        CreatedToken created = keyfob.tokenOf(keyfob.alice, "CI");
        Actor alice = keyfob.signedIn(keyfob.alice);
        Actor admin = keyfob.signedIn(keyfob.admin);
        keyfob.tokenOf(keyfob.bob, "CI");

        assertRefused(() -> keyfob.useCases.tokens.revokeToken.revokeAll(alice), Reason.ROLE_MISSING);
        assertThat(keyfob.useCases.tokens.revokeToken.revokeAll(admin)).isEqualTo(2);

        assertThat(keyfob.unusable(created.secret())).contains(Reason.REVOKED);
        assertThat(keyfob.auditLog.entries)
                .last()
                .extracting(entry -> entry.subject().name())
                .isEqualTo("2 tokens");
    }

    private List<AccessToken> list(Actor actor) {
        return keyfob.useCases
                .tokens
                .listTokens
                .list(actor, TokenFilter.everything(), TokenOrder.NEWEST_FIRST, PageRequest.first())
                .items();
    }
}
