package dev.keyfob.domain.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.network.RequestSource;
import dev.keyfob.domain.policy.CreationPolicy;
import dev.keyfob.domain.policy.ExpiryPolicy;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnedTokenTest {

    private static final Instant NOW = SampleTokens.NOW;
    private static final RequestSource OUTSIDE = new RequestSource.Address("192.0.2.1");

    private final TokenPolicy policy = TokenPolicy.standard();
    private final User owner = User.joining(new Email("alice@example.com"), Set.of(), NOW);
    private final AccessToken token = SampleTokens.of(owner.id(), "Laptop");

    @Test
    void the_first_check_that_fails_says_why() {
        Instant later = NOW.plus(Duration.ofDays(31));
        AccessToken networked = token.usableFrom(Networks.parse("10.0.0.0/8"));
        AccessToken superseded = networked.rotate(secret(), NOW, NOW, Optional.empty());
        AccessToken suspended = networked.suspend(NOW, "operator");
        AccessToken suspendedAndSuperseded = superseded.suspend(NOW, "operator");
        AccessToken revoked = suspendedAndSuperseded.revoke(NOW, "operator");
        User disabled = owner.disable(NOW);

        List<Optional<Reason>> reasons = new ArrayList<>();
        for (AccessToken each : List.of(revoked, suspendedAndSuperseded)) {
            reasons.add(new OwnedToken(each, disabled).unusableAt(later, policy, OUTSIDE));
        }
        for (AccessToken each : List.of(suspendedAndSuperseded, suspended, superseded)) {
            reasons.add(new OwnedToken(each, disabled).unusableAt(NOW, policy, OUTSIDE));
        }
        for (AccessToken each : List.of(superseded, networked, token)) {
            reasons.add(new OwnedToken(each, owner).unusableAt(NOW, policy, OUTSIDE));
        }

        assertThat(reasons)
                .containsExactly(
                        Optional.of(Reason.REVOKED),
                        Optional.of(Reason.EXPIRED),
                        Optional.of(Reason.SUPERSEDED),
                        Optional.of(Reason.SUSPENDED),
                        Optional.of(Reason.OWNER_DISABLED),
                        Optional.of(Reason.SUPERSEDED),
                        Optional.of(Reason.WRONG_NETWORK),
                        Optional.empty());
    }

    @Test
    void a_token_that_is_neither_ended_nor_of_a_disabled_owner_can_live_on_whatever_else_stops_it() {
        AccessToken stopped = token.usableFrom(Networks.parse("10.0.0.0/8"))
                .rotate(secret(), NOW, NOW, Optional.empty())
                .suspend(NOW, "operator");
        Instant later = NOW.plus(Duration.ofDays(31));
        User disabled = owner.disable(NOW);

        assertThat(new OwnedToken(stopped, owner).endedOrDisabledAt(NOW, policy))
                .isEmpty();
        assertThat(new OwnedToken(stopped, disabled).endedOrDisabledAt(NOW, policy))
                .contains(Reason.OWNER_DISABLED);
        assertThat(new OwnedToken(stopped, disabled).endedOrDisabledAt(later, policy))
                .contains(Reason.EXPIRED);
        assertThat(new OwnedToken(stopped.revoke(NOW, "operator"), disabled).endedOrDisabledAt(later, policy))
                .contains(Reason.REVOKED);
    }

    @Test
    void the_rule_that_ends_a_token_first_says_why() {
        TokenPolicy short7 = new TokenPolicy(
                new ExpiryPolicy(Duration.ofDays(1), Duration.ofDays(7), false),
                10,
                Optional.of(Duration.ofDays(3)),
                CreationPolicy.byEveryone());
        AccessToken used = token.usedAt(NOW.plus(Duration.ofDays(6)));

        assertThat(unusable(token, Duration.ofDays(3), short7)).contains(Reason.IDLE_TOO_LONG);
        assertThat(unusable(used, Duration.ofDays(7), short7)).contains(Reason.POLICY_EXPIRED);
        assertThat(unusable(used, Duration.ofDays(7).minusNanos(1), short7)).isEmpty();
    }

    @Test
    void a_token_with_networks_is_good_from_an_address_in_them_and_wherever_nobody_uses_it() {
        OwnedToken limited = new OwnedToken(token.usableFrom(Networks.parse("10.0.0.0/8")), owner);

        assertThat(limited.unusableAt(NOW, policy, new RequestSource.Address("10.1.2.3")))
                .isEmpty();
        assertThat(limited.unusableAt(NOW, policy, new RequestSource.Unknown())).contains(Reason.WRONG_NETWORK);
        assertThat(limited.unusableAt(NOW, policy, new RequestSource.Anywhere()))
                .isEmpty();
        assertThat(new OwnedToken(token, owner).unusableAt(NOW, policy, new RequestSource.Unknown()))
                .isEmpty();
    }

    @Test
    void the_newest_secret_opens_a_token_whose_overlap_is_over() {
        AccessToken rotated = token.rotate(secret(), NOW, NOW, Optional.empty());

        assertThat(new OwnedToken(rotated, owner).unusableAt(NOW, policy, new RequestSource.Anywhere()))
                .contains(Reason.SUPERSEDED);
        assertThat(OwnedToken.byNewestSecret(rotated, owner).unusableAt(NOW, policy, new RequestSource.Anywhere()))
                .isEmpty();
    }

    private Optional<Reason> unusable(AccessToken judged, Duration age, TokenPolicy under) {
        return new OwnedToken(judged, owner).unusableAt(NOW.plus(age), under, OUTSIDE);
    }

    private static TokenSecret secret() {
        return TokenFormat.standard().generate(new SecureRandom());
    }
}
