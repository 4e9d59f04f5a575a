package dev.keyfob.application.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnableUserTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void a_user_who_is_enabled_again_has_none_of_the_tokens_from_before() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Laptop");

        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.alice.email());
        keyfob.useCases.users.enableUser.enable(keyfob.operator, keyfob.alice.email());

        assertThat(keyfob.useCases
                        .tokens
                        .verifyToken
                        .verify("192.0.2.1", token.secret().reveal(), List.of())
                        .unusable())
                .contains(Reason.REVOKED);
    }

    @Test
    void enabling_is_audited_and_enabling_twice_once() {
        Actor admin = keyfob.signedIn(keyfob.admin);
        keyfob.useCases.users.disableUser.disable(admin, keyfob.alice.email());

        keyfob.useCases.users.enableUser.enable(admin, keyfob.alice.email());
        keyfob.useCases.users.enableUser.enable(admin, keyfob.alice.email());

        assertThat(keyfob.audited(AuditAction.USER_ENABLED)).singleElement().satisfies(entry -> {
            assertThat(entry.actor().name()).isEqualTo("admin@example.com");
            assertThat(entry.subject().name()).isEqualTo("alice@example.com");
        });
    }

    @Test
    void enabling_brings_no_token_back_unless_that_is_asked_for() {
        CreatedToken created = keyfob.tokenOf(keyfob.alice, "CI");
        Actor admin = keyfob.signedIn(keyfob.admin);
        keyfob.useCases.users.disableUser.disable(admin, keyfob.alice.email());
        assertThat(keyfob.unusable(created.secret())).contains(Reason.OWNER_DISABLED);
        keyfob.useCases.users.enableUser.enableWithTokens(admin, keyfob.alice.email());
        assertThat(keyfob.unusable(created.secret())).isEmpty();

        keyfob.useCases.users.disableUser.disable(admin, keyfob.alice.email());
        keyfob.useCases.users.enableUser.enable(admin, keyfob.alice.email());
        assertThat(keyfob.unusable(created.secret())).contains(Reason.REVOKED);
    }
}
