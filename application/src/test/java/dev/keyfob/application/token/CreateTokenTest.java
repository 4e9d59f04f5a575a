package dev.keyfob.application.token;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.fake.StandardSettings;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CreateTokenTest {

    private static final Permission RUN = new Permission("recipe:run");
    private static final Permission DEPLOY = new Permission("recipe:deploy");

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void a_person_makes_a_token_and_it_is_audited_with_its_name() {
        CreatedToken created = keyfob.tokenOf(keyfob.alice, "Laptop");

        assertThat(created.token().owner()).isEqualTo(keyfob.alice.id());
        assertThat(created.token().digest()).isEqualTo(created.secret().digest());
        assertThat(keyfob.auditLog.entries).last().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo(AuditAction.TOKEN_CREATED);
            assertThat(entry.actor().name()).isEqualTo("alice@example.com");
            assertThat(entry.subject().name()).isEqualTo("Laptop");
            assertThat(entry.subject().id()).isEqualTo(created.token().id().toString());
        });
    }

    // A token cannot create a token, whoever owns it.
    @Test
    void a_token_makes_no_token_not_even_an_administrators() {
        Actor token = keyfob.bearer(keyfob.tokenOf(keyfob.admin, "Laptop"));

        assertRefused(() -> create(token, "admin@example.com", "Another"), Reason.SESSION_ONLY);
    }

    @Test
    void an_administrator_makes_no_token_for_somebody_else() {
        assertRefused(
                () -> create(keyfob.signedIn(keyfob.admin), "alice@example.com", "Not mine"), Reason.USER_NOT_FOUND);
    }

    @Test
    void the_operator_makes_tokens_for_anyone_who_is_enabled() {
        create(keyfob.operator, "alice@example.com", "From the command line");
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.bob.email());

        assertRefused(() -> create(keyfob.operator, "bob@example.com", "Too late"), Reason.OWNER_DISABLED);
    }

    @Test
    void a_name_is_free_again_once_its_token_is_revoked() {
        CreatedToken first = keyfob.tokenOf(keyfob.alice, "CI");
        assertRefused(() -> keyfob.tokenOf(keyfob.alice, "ci"), Reason.NAME_TAKEN);

        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.signedIn(keyfob.alice), first.token().id());

        assertThat(keyfob.tokenOf(keyfob.alice, "ci")).isNotNull();
    }

    @Test
    void no_token_is_narrowed_to_what_no_token_can_have() {
        assertRefused(
                () -> keyfob.useCases.tokens.createToken.create(
                        keyfob.signedIn(keyfob.admin),
                        new NewToken(
                                keyfob.admin.email(),
                                TokenName.parse("Deployer"),
                                new Expiry.Standard(),
                                Narrowing.to(Set.of(RUN, DEPLOY)))),
                Reason.PERMISSION_ABOVE_CEILING);
    }

    @Test
    void there_is_a_most_of_tokens_for_an_owner() {
        TokenSettings settings = StandardSettings.tokens();
        InMemoryKeyfob small = new InMemoryKeyfob(new TokenSettings(
                settings.format(),
                settings.catalogue(),
                PolicyChanges.parse(List.of("tokens_per_user=2")).applyTo(settings.policy())));
        small.tokenOf(small.alice, "One");
        small.tokenOf(small.alice, "Two");

        assertRefused(() -> small.tokenOf(small.alice, "Three"), Reason.TOO_MANY_TOKENS);
    }

    private CreatedToken create(Actor actor, String owner, String name) {
        return keyfob.useCases.tokens.createToken.create(
                actor, new NewToken(new Email(owner), TokenName.parse(name), new Expiry.Standard(), Narrowing.none()));
    }

    @Test
    void where_the_settings_ask_for_it_the_sign_in_is_of_late() {
        InMemoryKeyfob strict = InMemoryKeyfob.askingForFreshSignIns();
        NewToken wanted =
                new NewToken(strict.alice.email(), TokenName.parse("CI"), new Expiry.Standard(), Narrowing.none());

        assertRefused(
                () -> strict.useCases.tokens.createToken.create(strict.signedInEarlier(strict.alice), wanted),
                Reason.SIGN_IN_TOO_OLD);
        assertThat(strict.useCases.tokens.createToken.create(strict.signedIn(strict.alice), wanted))
                .isNotNull();
        assertThat(strict.useCases.tokens.createToken.create(
                        strict.operator,
                        new NewToken(
                                strict.alice.email(),
                                TokenName.parse("By the operator"),
                                new Expiry.Standard(),
                                Narrowing.none())))
                .isNotNull();
    }
}
