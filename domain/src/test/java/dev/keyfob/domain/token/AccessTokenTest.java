package dev.keyfob.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.user.UserId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessTokenTest {

    private static final Instant NOW = SampleTokens.NOW;
    private static final Instant END = NOW.plus(Duration.ofDays(30));

    private final AccessToken token = SampleTokens.of(UserId.random(), "Laptop");

    @Test
    void a_new_token_is_active_unused_and_keeps_of_its_secret_a_digest_and_a_hint() {
        TokenSecret secret = TokenFormat.standard().generate(new SecureRandom());

        AccessToken issued = AccessToken.issue(
                UserId.random(), new TokenName("CI"), secret, new LifeSpan(NOW, Optional.of(END)), Narrowing.none());

        assertThat(issued.stateAt(NOW)).isEqualTo(TokenState.ACTIVE);
        assertThat(issued.lastUsedAt()).isEmpty();
        assertThat(issued.digest()).isEqualTo(secret.digest());
        assertThat(issued.hint()).isEqualTo(secret.hint());
        assertThat(issued.toString())
                .doesNotContain(secret.reveal(), secret.reveal().substring(6, 38));
    }

    @Test
    void it_is_active_until_the_moment_of_its_expiry() {
        assertThat(token.stateAt(END.minusNanos(1))).isEqualTo(TokenState.ACTIVE);
        assertThat(token.stateAt(END)).isEqualTo(TokenState.EXPIRED);
        assertThat(token.stateAt(END.plusSeconds(1))).isEqualTo(TokenState.EXPIRED);
    }

    @Test
    void without_an_end_it_does_not_expire() {
        AccessToken endless = SampleTokens.of(UserId.random(), "Laptop", new LifeSpan(NOW, Optional.empty()));

        assertThat(endless.stateAt(Instant.MAX)).isEqualTo(TokenState.ACTIVE);
    }

    @Test
    void revoking_again_keeps_the_first_time() {
        AccessToken revoked = token.revoke(NOW.plusSeconds(1), "operator");

        AccessToken again = revoked.revoke(NOW.plusSeconds(2), "operator");

        assertThat(again).isSameAs(revoked);
        assertThat(again.revokedAt()).contains(NOW.plusSeconds(1));
    }

    @Test
    void a_revoked_token_is_revoked_before_and_after_its_expiry() {
        AccessToken revoked = token.revoke(NOW, "operator");

        assertThat(revoked.stateAt(NOW)).isEqualTo(TokenState.REVOKED);
        assertThat(revoked.stateAt(END.plusSeconds(1))).isEqualTo(TokenState.REVOKED);
    }

    @Test
    void the_time_of_last_use_goes_forward_only() {
        AccessToken used = token.usedAt(NOW.plusSeconds(10));

        assertThat(used.usedAt(NOW.plusSeconds(5))).isSameAs(used);
        assertThat(used.usedAt(NOW.plusSeconds(10))).isSameAs(used);
        assertThat(used.usedAt(NOW.plusSeconds(11)).lastUsedAt()).contains(NOW.plusSeconds(11));
    }

    // A use that is recorded late must not make a revoked token usable again.
    @Test
    void a_use_noted_late_leaves_a_token_revoked() {
        AccessToken revoked = token.revoke(NOW, "operator");

        AccessToken noted = revoked.usedAt(NOW.plusSeconds(1));

        assertThat(noted.revokedAt()).contains(NOW);
        assertThat(noted.stateAt(NOW.plusSeconds(1))).isEqualTo(TokenState.REVOKED);
    }

    @Test
    void a_life_span_has_a_length() {
        assertThatThrownBy(() -> new LifeSpan(NOW, Optional.of(NOW))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LifeSpan(NOW, Optional.of(NOW.minusNanos(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
