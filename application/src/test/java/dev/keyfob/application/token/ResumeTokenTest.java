package dev.keyfob.application.token;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.user.UserEdit;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.user.Email;
import java.util.Optional;
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

    @Test
    void an_owner_resumes_what_they_suspended_under_an_earlier_address() {
        keyfob.useCases.tokens.suspendToken.suspend(alice, id);
        move(keyfob.alice.email(), "alice.new@example.com");

        keyfob.useCases.tokens.resumeToken.resume(keyfob.signedIn(keyfob.alice), id);

        assertThat(keyfob.unusable(created.secret())).isEmpty();
    }

    @Test
    void an_owner_with_the_former_address_of_an_administrator_does_not_resume_what_that_one_suspended() {
        Email ofAdmin = keyfob.admin.email();
        keyfob.useCases.tokens.suspendToken.suspend(admin, id);
        move(ofAdmin, "admin.new@example.com");
        keyfob.useCases.users.releaseReservedEmail.release(OPERATOR, ofAdmin);
        move(keyfob.alice.email(), ofAdmin.value());

        assertRefused(
                () -> keyfob.useCases.tokens.resumeToken.resume(keyfob.signedIn(keyfob.alice), id),
                Reason.SUSPENDED_BY_OTHERS);
    }

    @Test
    void a_suspension_by_another_is_not_the_owners_although_an_earlier_one_was() {
        keyfob.useCases.tokens.suspendToken.suspend(alice, id);
        keyfob.useCases.tokens.resumeToken.resume(alice, id);
        keyfob.useCases.tokens.suspendToken.suspend(OPERATOR, id);

        assertRefused(() -> keyfob.useCases.tokens.resumeToken.resume(alice, id), Reason.SUSPENDED_BY_OTHERS);
    }

    private void move(Email from, String to) {
        keyfob.useCases.users.editUser.edit(OPERATOR, from, new UserEdit(Optional.empty(), Optional.of(new Email(to))));
    }
}
