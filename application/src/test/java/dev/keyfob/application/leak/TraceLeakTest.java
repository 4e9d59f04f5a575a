package dev.keyfob.application.leak;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.client.ClientWithSecret;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.leak.LeakLocation;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TraceLeakTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
    private final Actor finder = new Actor.Finder(
            "192.0.2.9",
            AuditParty.scanner("A scanner", Optional.of(LeakLocation.parse("https://example.com/app.env"))));

    @Test
    void an_api_client_is_found_by_the_secret_that_it_has_now() {
        ClientWithSecret client =
                keyfob.useCases.clients.addClient.add(keyfob.operator, ClientName.parse("orders-api"));
        TokenDigest digest = client.secret().digest();

        assertThat(keyfob.useCases.leaks.traceLeak.traceClient(keyfob.operator, digest))
                .contains(client.client());
        keyfob.useCases.clients.rotateClientSecret.rotate(keyfob.operator, ClientName.parse("orders-api"));

        assertThat(keyfob.useCases.leaks.traceLeak.traceClient(keyfob.operator, digest))
                .isEmpty();
        assertRefused(
                () -> keyfob.useCases.leaks.traceLeak.traceClient(keyfob.signedIn(keyfob.alice), digest),
                Reason.ROLE_MISSING);
    }

    @Test
    void a_digest_tells_whose_the_token_is_and_what_it_is_now() {
        TracedToken traced = trace().orElseThrow();

        assertThat(traced.token().id()).isEqualTo(token.token().id());
        assertThat(traced.owner()).isEqualTo(keyfob.alice);
        assertThat(traced.state()).isEqualTo(TokenState.ACTIVE);
        assertThat(traced.unusable()).isEmpty();
    }

    @Test
    void the_policy_the_owner_and_the_clock_have_their_say() {
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.alice.email());
        assertThat(trace().orElseThrow().unusable()).isPresent();
        keyfob.useCases.tokens.suspendToken.suspend(
                keyfob.operator, token.token().id());
        assertThat(trace().orElseThrow().state()).isEqualTo(TokenState.SUSPENDED);
        keyfob.clock.advance(Duration.ofDays(31));
        assertThat(trace().orElseThrow().state()).isEqualTo(TokenState.EXPIRED);
        keyfob.useCases.tokens.revokeToken.revoke(keyfob.operator, token.token().id());
        assertThat(trace().orElseThrow().state()).isEqualTo(TokenState.REVOKED);
    }

    @Test
    void tracing_is_no_use_and_leaves_no_trace() {
        int before = keyfob.auditLog.entries.size();

        trace();

        assertThat(keyfob.auditLog.entries).hasSize(before);
        assertThat(keyfob.useCases
                        .tokens
                        .showToken
                        .show(keyfob.operator, token.token().id())
                        .lastUsedAt())
                .isEmpty();
    }

    @Test
    void a_digest_that_is_not_known_is_nobodys() {
        assertThat(keyfob.useCases.leaks.traceLeak.trace(
                        keyfob.operator,
                        keyfob.settings.format().generate(keyfob.random).digest()))
                .isEmpty();
    }

    // Other actors must not learn whose a digest is.
    @Test
    void only_those_who_look_after_tokens_may_trace_and_be_shown_the_pattern() {
        for (Actor actor : List.of(keyfob.signedIn(keyfob.bob), finder)) {
            assertThatThrownBy(() -> keyfob.useCases.leaks.traceLeak.trace(
                            actor, token.secret().digest()))
                    .isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> keyfob.useCases.leaks.showScannerPattern.show(actor, List.of()))
                    .isInstanceOf(Refusal.class);
        }
        assertThat(keyfob.useCases.leaks.traceLeak.trace(
                        keyfob.signedIn(keyfob.admin), token.secret().digest()))
                .isPresent();
    }

    private Optional<TracedToken> trace() {
        return keyfob.useCases.leaks.traceLeak.trace(
                keyfob.operator, token.secret().digest());
    }
}
