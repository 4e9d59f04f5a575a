package dev.keyfob.application.token;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.RefusedUse;
import dev.keyfob.domain.token.TokenId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentRefusalsTest {

    private static final Permission DEPLOY = Permission.parse("recipe:deploy");

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final CreatedToken created = keyfob.tokenOf(keyfob.alice, "CI");
    private final TokenId token = created.token().id();

    @Test
    void a_flood_of_one_case_is_counted_and_written_once() {
        for (int i = 0; i < 1000; i++) {
            use("192.0.2." + i % 200, DEPLOY);
        }

        assertThat(refusals())
                .containsExactly(new RefusedUse(
                        new RefusedUse.Case(Reason.ROLE_BOUND, Optional.of(DEPLOY), "192.0.2.0/24", false),
                        1000,
                        InMemoryKeyfob.START));
        keyfob.useCases.recentUses.flush();
        keyfob.useCases.recentUses.flush();
        assertThat(keyfob.tokens.writesOfUses()).isEqualTo(1);
        assertThat(refusals()).singleElement().extracting(RefusedUse::times).isEqualTo(1000L);
    }

    @Test
    void of_many_networks_the_latest_cases_stay() {
        for (int i = 0; i < 200; i++) {
            keyfob.clock.advance(Duration.ofSeconds(1));
            use("10.0." + i + ".7", DEPLOY);
        }

        assertThat(refusals()).hasSize(RefusedUse.MOST);
        assertThat(refusals().get(0).refused().network()).isEqualTo("10.0.199.0/24");
    }

    @Test
    void what_an_api_reports_is_marked_and_ipv6_counts_by_64_bits() {
        Actor.Client client = new Actor.Client(
                keyfob.useCases
                        .clients
                        .addClient
                        .add(keyfob.operator, new ClientName("orders"))
                        .client(),
                "192.0.2.1");
        keyfob.useCases.tokens.suspendToken.suspend(keyfob.operator, token);

        keyfob.useCases.tokens.verifyToken.verifyFor(
                client, Optional.of("2001:db8::1:2:3:4"), created.secret().reveal(), List.of());

        assertThat(refusals())
                .extracting(RefusedUse::refused)
                .containsExactly(new RefusedUse.Case(Reason.SUSPENDED, Optional.empty(), "2001:db8::/64", true));
    }

    @Test
    void a_request_for_which_no_rule_says_what_it_needs_is_a_refusal_and_no_use() {
        keyfob.useCases.tokens.verifyToken.noteRefused(
                "192.0.2.1", created.secret().reveal(), Reason.NO_RULE);
        keyfob.useCases.tokens.verifyToken.noteRefused("192.0.2.1", "no token", Reason.NO_RULE);

        assertThat(refusals())
                .extracting(RefusedUse::refused)
                .containsExactly(new RefusedUse.Case(Reason.NO_RULE, Optional.empty(), "192.0.2.0/24", false));
        assertThat(keyfob.useCases.tokens.showToken.show(keyfob.operator, token).lastUsedAt())
                .isEmpty();
    }

    @Test
    void what_is_allowed_explained_or_of_no_token_is_no_refusal() {
        use("192.0.2.1", Permission.parse("recipe:run"));
        keyfob.useCases.tokens.verifyToken.explain(
                keyfob.operator, created.secret().reveal(), List.of(DEPLOY));
        keyfob.useCases.tokens.verifyToken.verify(
                "192.0.2.1", keyfob.settings.format().generate(keyfob.random).reveal(), List.of(DEPLOY));

        assertThat(refusals()).isEmpty();
    }

    @Test
    void after_thirty_days_it_is_not_shown_and_no_token_is_told() {
        use("192.0.2.1", DEPLOY);
        Actor bearer = keyfob.useCases
                .tokens
                .verifyToken
                .identify("192.0.2.1", created.secret().reveal())
                .orElseThrow();

        assertRefused(() -> keyfob.useCases.tokens.showToken.refusalsOf(bearer, token), Reason.SESSION_ONLY);
        keyfob.clock.advance(Duration.ofDays(31));
        assertThat(refusals()).isEmpty();
    }

    @Test
    void what_a_permission_of_keyfobs_own_stopped_is_among_them() {
        Actor bearer = keyfob.useCases
                .tokens
                .verifyToken
                .identify("192.0.2.1", created.secret().reveal())
                .orElseThrow();

        keyfob.useCases.audit.recordDenial.record(bearer, Permission.TOKEN_MANAGE, "GET /admin", "GET /admin");

        assertThat(refusals())
                .extracting(RefusedUse::refused)
                .containsExactly(new RefusedUse.Case(
                        Reason.ROLE_BOUND, Optional.of(Permission.TOKEN_MANAGE), "192.0.2.0/24", false));
    }

    private void use(String address, Permission permission) {
        keyfob.useCases.tokens.verifyToken.verify(address, created.secret().reveal(), List.of(permission));
    }

    private List<RefusedUse> refusals() {
        return keyfob.useCases.tokens.showToken.refusalsOf(keyfob.operator, token);
    }
}
