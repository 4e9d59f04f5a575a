package dev.keyfob.application.token;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EditTokenTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final Actor.SignedIn alice = keyfob.signedIn(keyfob.alice);
    private final CreatedToken created = keyfob.tokenOf(keyfob.alice, "CI");
    private final TokenId id = created.token().id();

    @Test
    void strangers_and_tokens_change_nothing() {
        Actor bob = keyfob.signedIn(keyfob.bob);
        Actor token = keyfob.useCases
                .tokens
                .verifyToken
                .identify("192.0.2.1", created.secret().reveal())
                .orElseThrow();
        TokenEdit edit = edit(Optional.of("Mine"), Optional.empty());

        assertRefused(() -> keyfob.useCases.tokens.suspendToken.suspend(bob, id), Reason.TOKEN_NOT_FOUND);
        assertRefused(() -> keyfob.useCases.tokens.resumeToken.resume(bob, id), Reason.TOKEN_NOT_FOUND);
        assertRefused(() -> keyfob.useCases.tokens.editToken.edit(bob, id, edit), Reason.TOKEN_NOT_FOUND);
        assertRefused(() -> keyfob.useCases.tokens.suspendToken.suspend(token, id), Reason.SESSION_ONLY);
        assertRefused(() -> keyfob.useCases.tokens.resumeToken.resume(token, id), Reason.SESSION_ONLY);
        assertRefused(() -> keyfob.useCases.tokens.editToken.edit(token, id, edit), Reason.SESSION_ONLY);
    }

    @Test
    void a_name_and_an_expiry_can_be_changed_within_the_policy_counted_from_the_creation() {
        keyfob.clock.advance(Duration.ofDays(10));

        keyfob.useCases.tokens.editToken.edit(alice, id, edit(Optional.of("Build"), Optional.of(Expiry.inDays(300))));

        AccessToken edited = keyfob.useCases.tokens.showToken.show(alice, id);
        assertThat(edited.name()).isEqualTo(TokenName.parse("Build"));
        assertThat(edited.expiresAt()).contains(InMemoryKeyfob.START.plus(Duration.ofDays(310)));
        assertRefused(
                () -> keyfob.useCases.tokens.editToken.edit(
                        alice, id, edit(Optional.empty(), Optional.of(Expiry.inDays(360)))),
                Reason.EXPIRY_TOO_FAR);
        assertRefused(
                () -> keyfob.useCases.tokens.editToken.edit(
                        alice, id, edit(Optional.empty(), Optional.of(new Expiry.Never()))),
                Reason.EXPIRY_REQUIRED);
    }

    @Test
    void a_token_is_not_given_the_name_of_another_nor_more_than_the_ceiling() {
        keyfob.tokenOf(keyfob.alice, "Laptop");

        assertRefused(
                () -> keyfob.useCases.tokens.editToken.edit(alice, id, edit(Optional.of("LAPTOP"), Optional.empty())),
                Reason.NAME_TAKEN);
        assertRefused(
                () -> keyfob.useCases.tokens.editToken.edit(
                        alice,
                        id,
                        new TokenEdit(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Narrowing.to(Set.of(Permission.parse("recipe:deploy")))),
                                Optional.empty())),
                Reason.PERMISSION_ABOVE_CEILING);
        keyfob.useCases.tokens.editToken.edit(alice, id, edit(Optional.of("ci"), Optional.empty()));
    }

    @Test
    void a_note_can_be_written_and_taken_back_and_the_audit_log_says_that_the_token_changed_and_not_what() {
        TokenNote note = TokenNote.parse("Turns on the kiln");

        keyfob.useCases.tokens.editToken.edit(alice, id, TokenEdit.ofWords(Optional.empty(), Optional.of(note)));

        assertThat(keyfob.useCases.tokens.showToken.show(alice, id).note()).isEqualTo(note);
        assertThat(keyfob.auditLog.entries).last().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo(AuditAction.TOKEN_EDITED);
            assertThat(entry.toString()).doesNotContain("kiln");
        });

        keyfob.useCases.tokens.editToken.edit(
                alice, id, TokenEdit.ofWords(Optional.empty(), Optional.of(TokenNote.none())));

        assertThat(keyfob.useCases.tokens.showToken.show(alice, id).note().isEmpty())
                .isTrue();
    }

    private static TokenEdit edit(Optional<String> name, Optional<Expiry> expiry) {
        return new TokenEdit(name.map(TokenName::parse), expiry, Optional.empty(), Optional.empty());
    }
}
