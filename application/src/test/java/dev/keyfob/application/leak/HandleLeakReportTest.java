package dev.keyfob.application.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.leak.LeakLocation;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandleLeakReportTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
    private final String secret = token.secret().reveal();
    private final Actor finder = new Actor.Finder(
            "192.0.2.9",
            AuditParty.scanner("A scanner", Optional.of(LeakLocation.parse("https://example.com/app.env"))));

    @Test
    void a_reported_token_ends_once_and_the_log_says_who_found_it_where() {
        assertThat(keyfob.useCases.leaks.handleLeakReport.revoke(finder, secret))
                .isTrue();
        keyfob.clock.advance(Duration.ofHours(1));
        assertThat(keyfob.useCases.leaks.handleLeakReport.revoke(finder, secret))
                .isTrue();

        assertThat(keyfob.tokens.find(token.token().id()).orElseThrow().revokedAt())
                .contains(InMemoryKeyfob.START);
        assertThat(keyfob.audited(AuditAction.TOKEN_REVOKED)).singleElement().satisfies(entry -> {
            assertThat(entry.actor().name()).isEqualTo("A scanner, which found it at https://example.com/app.env");
            assertThat(entry.address()).isEqualTo("192.0.2.9");
        });
    }

    @Test
    void what_is_not_the_whole_secret_of_a_token_here_is_not_real() {
        String digest = HexFormat.of().formatHex(token.secret().digest().bytes());
        for (String presented : List.of(
                "",
                "nonsense",
                token.token().id().toString(),
                digest,
                token.secret().hint(),
                secret.substring(1),
                keyfob.settings.format().generate(keyfob.random).reveal())) {
            assertThat(keyfob.useCases.leaks.handleLeakReport.revoke(finder, presented))
                    .as(presented)
                    .isFalse();
            assertThat(keyfob.useCases.leaks.handleLeakReport.recordOnly(finder, presented))
                    .as(presented)
                    .isFalse();
        }
        assertThat(trace().orElseThrow().unusable()).isEmpty();
    }

    @Test
    void a_token_whose_leak_is_only_recorded_lives_and_the_leak_is_recorded_once() {
        assertThat(keyfob.useCases.leaks.handleLeakReport.recordOnly(finder, secret))
                .isTrue();
        assertThat(keyfob.useCases.leaks.handleLeakReport.recordOnly(finder, secret))
                .isTrue();

        assertThat(keyfob.audited(AuditAction.TOKEN_LEAKED)).hasSize(1);
        assertThat(trace().orElseThrow().unusable()).isEmpty();
    }

    @Test
    void a_leak_of_a_revoked_token_is_real_and_needs_no_entry() {
        keyfob.useCases.tokens.revokeToken.revoke(keyfob.operator, token.token().id());

        assertThat(keyfob.useCases.leaks.handleLeakReport.recordOnly(finder, secret))
                .isTrue();

        assertThat(keyfob.audited(AuditAction.TOKEN_LEAKED)).isEmpty();
    }

    private Optional<TracedToken> trace() {
        return keyfob.useCases.leaks.traceLeak.trace(
                keyfob.operator, token.secret().digest());
    }
}
