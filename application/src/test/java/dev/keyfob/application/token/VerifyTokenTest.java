package dev.keyfob.application.token;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.network.RequestSource;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.Verification;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerifyTokenTest {

    private static final Permission RUN = new Permission("recipe:run");
    private static final Permission DEPLOY = new Permission("recipe:deploy");

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void each_cause_of_uselessness_is_told_apart_for_the_operator() {
        CreatedToken expired = keyfob.tokenOf(keyfob.alice, "Expired");
        keyfob.clock.advance(Duration.ofDays(30));
        CreatedToken revoked = keyfob.tokenOf(keyfob.alice, "Revoked");
        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.signedIn(keyfob.alice), revoked.token().id());
        CreatedToken disabled = keyfob.tokenOf(keyfob.bob, "Disabled");
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.bob.email());

        assertThat(why("nonsense")).isEqualTo(Reason.MALFORMED);
        assertThat(why(TokenFormat.standard().generate(keyfob.random).reveal())).isEqualTo(Reason.UNKNOWN_TOKEN);
        assertThat(why(expired.secret().reveal())).isEqualTo(Reason.EXPIRED);
        assertThat(why(revoked.secret().reveal())).isEqualTo(Reason.REVOKED);
        assertThat(why(disabled.secret().reveal())).isEqualTo(Reason.OWNER_DISABLED);
    }

    @Test
    void the_exact_reason_is_for_administrators_alone() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Laptop");
        String secret = token.secret().reveal();

        assertThat(explain(keyfob.signedIn(keyfob.admin), secret).isUsable()).isTrue();
        assertRefused(() -> explain(keyfob.signedIn(keyfob.alice), secret), Reason.ROLE_MISSING);
        assertRefused(() -> explain(keyfob.bearer(token), secret), Reason.ROLE_BOUND);
        assertRefused(() -> explain(new Actor.Finder("192.0.2.1"), secret), Reason.SESSION_ONLY);
    }

    @Test
    void promoting_the_owner_changes_no_answer_about_the_token() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Laptop");
        List<Permission> asked = List.of(RUN, DEPLOY, Permission.TOKEN_CREATE, new Permission("never:heard"));
        Verification before = keyfob.useCases.tokens.verifyToken.explain(
                keyfob.operator, token.secret().reveal(), asked);

        User promoted = keyfob.alice.withRoles(Set.of(Role.ADMIN));
        keyfob.users.update(promoted);

        assertThat(keyfob.useCases
                        .tokens
                        .verifyToken
                        .explain(keyfob.operator, token.secret().reveal(), asked)
                        .decisions())
                .isEqualTo(before.decisions());
    }

    @Test
    void a_token_with_networks_is_good_from_there_alone() {
        CreatedToken created = keyfob.tokenOf(keyfob.alice, "CI");
        keyfob.useCases.tokens.editToken.edit(
                keyfob.signedIn(keyfob.alice),
                created.token().id(),
                new TokenEdit(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Networks.parse("10.0.0.0/8, 2001:db8::/32"))));

        assertThat(isUsableFrom("10.1.2.3", created)).isTrue();
        assertThat(isUsableFrom("2001:db8::7", created)).isTrue();
        assertThat(isUsableFrom("11.1.2.3", created)).isFalse();
        assertThat(isUsableFrom("not an address", created)).isFalse();
        assertThat(keyfob.useCases
                        .tokens
                        .verifyToken
                        .verify("192.0.2.1", created.secret().reveal(), List.of())
                        .unusable())
                .contains(Reason.WRONG_NETWORK);
    }

    @Test
    void from_an_address_it_is_explained_as_it_would_be_decided_there_and_nothing_is_counted() {
        CreatedToken created = keyfob.tokenOf(keyfob.alice, "CI");
        keyfob.useCases.tokens.editToken.edit(
                keyfob.signedIn(keyfob.alice),
                created.token().id(),
                new TokenEdit(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Networks.parse("203.0.113.0/24")),
                        Optional.empty()));
        String good = created.secret().reveal();

        for (int i = 0; i < 100; i++) {
            assertThat(explainAt("192.0.2.1", good).verification().unusable()).contains(Reason.WRONG_NETWORK);
            assertThat(explainAt("192.0.2.1", unknown()).isRateLimited()).isFalse();
        }

        assertThat(explainAt("203.0.113.7", good).verification().isUsable()).isTrue();
        assertThat(keyfob.useCases
                        .tokens
                        .showToken
                        .show(keyfob.operator, created.token().id())
                        .lastUsedAt())
                .isEmpty();
    }

    @Test
    void from_an_address_of_many_wrong_ones_all_but_what_was_good_lately_is_limited() {
        String used = keyfob.tokenOf(keyfob.alice, "Used").secret().reveal();
        String other = keyfob.tokenOf(keyfob.alice, "Other").secret().reveal();
        keyfob.useCases.tokens.verifyToken.verify("192.0.2.1", used, List.of());
        for (int i = 0; i < 20; i++) {
            keyfob.useCases.tokens.verifyToken.verify("192.0.2.1", unknown(), List.of());
        }

        assertThat(explainAt("192.0.2.1", used).isRateLimited()).isFalse();
        assertThat(explainAt("192.0.2.1", other).isRateLimited()).isTrue();
        assertThat(explainAt("192.0.2.1", other).verification().isUsable()).isTrue();
        assertThat(explainAt("192.0.2.1", "no token").isRateLimited()).isFalse();
        assertThat(explainAt("192.0.2.2", other).isRateLimited()).isFalse();
        keyfob.clock.advance(Duration.ofSeconds(61));
        assertThat(explainAt("192.0.2.1", other).isRateLimited()).isFalse();
    }

    private String unknown() {
        return keyfob.settings.format().generate(keyfob.random).reveal();
    }

    private ExplainedVerification explainAt(String address, String presented) {
        return keyfob.useCases.tokens.verifyToken.explainAt(
                keyfob.operator, new RequestSource.Address(address), presented, List.of());
    }

    private Verification explain(Actor actor, String presented) {
        return keyfob.useCases.tokens.verifyToken.explain(actor, presented, List.of());
    }

    private Reason why(String presented) {
        Verification verification =
                keyfob.useCases.tokens.verifyToken.explain(keyfob.operator, presented, List.of(RUN));
        assertThat(verification.isAllowed()).isFalse();
        return verification.unusable().orElseThrow();
    }

    private boolean isUsableFrom(String address, CreatedToken token) {
        return keyfob.useCases
                .tokens
                .verifyToken
                .verify(address, token.secret().reveal(), List.of())
                .isUsable();
    }
}
