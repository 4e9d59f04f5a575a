package dev.keyfob.application.token;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PurgeTokensTest {

    private static final Duration YEAR = Duration.ofDays(365);

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void what_ended_long_ago_is_removed_and_what_works_or_ended_lately_stays() {
        CreatedToken revoked = keyfob.tokenOf(keyfob.alice, "Revoked");
        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.operator, revoked.token().id());
        CreatedToken expired = keyfob.tokenOf(keyfob.bob, "Expired");
        keyfob.clock.advance(YEAR.plusDays(31));
        CreatedToken lately = keyfob.tokenOf(keyfob.alice, "Lately");
        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.operator, lately.token().id());
        CreatedToken works = keyfob.tokenOf(keyfob.alice, "Works");
        Actor admin = keyfob.signedIn(keyfob.admin);
        assertThat(keyfob.useCases.tokens.purgeTokens.count(admin, YEAR)).isEqualTo(2);
        List<Long> told = new ArrayList<>();

        long gone = keyfob.useCases.tokens.purgeTokens.purge(admin, YEAR, told::add);

        assertThat(gone).isEqualTo(2);
        assertThat(told).endsWith(2L);
        assertThat(keyfob.tokens.find(revoked.token().id())).isEmpty();
        assertThat(keyfob.tokens.find(expired.token().id())).isEmpty();
        assertThat(keyfob.tokens.find(lately.token().id())).isPresent();
        assertThat(keyfob.tokens.find(works.token().id())).isPresent();
    }

    @Test
    void each_batch_is_audited_and_what_the_tokens_did_stays_in_the_log() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        keyfob.useCases.tokens.revokeToken.revoke(keyfob.operator, token.token().id());
        keyfob.clock.advance(YEAR.plusDays(1));

        keyfob.useCases.tokens.purgeTokens.purge(keyfob.operator, YEAR, gone -> {});
        keyfob.useCases.tokens.purgeTokens.purge(keyfob.operator, YEAR, gone -> {});

        assertThat(keyfob.audited(AuditAction.TOKENS_PURGED))
                .singleElement()
                .satisfies(entry -> assertThat(entry.subject().name()).isEqualTo("1 tokens"));
        assertThat(keyfob.auditedActions()).contains(AuditAction.TOKEN_CREATED, AuditAction.TOKEN_REVOKED);
    }

    @Test
    void people_without_the_role_neither_count_nor_remove() {
        Actor alice = keyfob.signedIn(keyfob.alice);

        assertRefused(() -> keyfob.useCases.tokens.purgeTokens.count(alice, YEAR), Reason.ROLE_MISSING);
        assertRefused(() -> keyfob.useCases.tokens.purgeTokens.purge(alice, YEAR, gone -> {}), Reason.ROLE_MISSING);
    }
}
