package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.RetiredSecrets;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.MatchedSecret;
import dev.keyfob.domain.token.OwnedToken;
import dev.keyfob.domain.token.RetiredSecret;
import dev.keyfob.domain.token.RotationKey;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.token.TokenSecret;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that a token is found by all of its secrets: the current one, its successor, and the retired ones. */
public abstract class RetiredSecretsContract {

    private static final Instant NOW = Instant.parse("2026-10-25T01:30:00Z");
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final RotationKey KEY = RotationKey.parse("8e03978e-40d5-43dd-bc93-6894a57f9324");

    private final SecureRandom random = new SecureRandom();
    private final TokenSecret first = TokenFormat.standard().generate(random);
    private final TokenSecret second = TokenFormat.standard().generate(random);
    private AccessTokens tokens;
    private RetiredSecrets retired;
    private User alice;
    private AccessToken token;

    protected abstract AccessTokens tokens();

    protected abstract RetiredSecrets retiredSecrets();

    protected abstract Users users();

    @BeforeEach
    void fill() {
        tokens = tokens();
        retired = retiredSecrets();
        alice = User.joining(new Email("alice@example.com"), Set.of(), NOW);
        users().add(alice);
        token = AccessToken.issue(
                alice.id(),
                TokenName.parse("CI"),
                first,
                new LifeSpan(NOW, Optional.of(NOW.plusSeconds(90))),
                Narrowing.none());
        tokens.add(token);
    }

    @Test
    void a_rotation_is_kept_whole_and_both_secrets_lead_to_the_token() {
        assertThat(tokens.findOwned(first.digest(), NOW, TokenPolicy.standard()))
                .contains(new OwnedToken(token, alice));

        AccessToken rotated = token.rotate(second, NOW, NOW.plusSeconds(30), Optional.of(KEY));
        tokens.update(rotated);

        assertThat(tokens.find(token.id())).contains(rotated);
        assertThat(tokens.findForUpdate(token.id())).contains(rotated);
        assertThat(tokens.list(TokenFilter.everything(), TokenOrder.NEWEST_FIRST, PageRequest.first())
                        .items())
                .containsExactly(rotated);
        assertThat(tokens.findByDigest(first.digest())).contains(rotated);
        assertThat(tokens.findByDigest(second.digest())).contains(rotated);
        assertThat(tokens.findOwned(first.digest(), NOW, TokenPolicy.standard()))
                .contains(new OwnedToken(rotated, alice, new MatchedSecret.Current(first.digest())));
        assertThat(tokens.findOwned(second.digest(), NOW, TokenPolicy.standard()))
                .contains(new OwnedToken(rotated, alice, new MatchedSecret.Successor(second.digest())));
    }

    @Test
    void a_token_that_is_added_in_the_middle_of_a_rotation_comes_back_as_it_was() {
        AccessToken other = AccessToken.issue(
                        alice.id(),
                        TokenName.parse("Other"),
                        TokenFormat.standard().generate(random),
                        new LifeSpan(NOW, Optional.empty()),
                        Narrowing.none())
                .rotate(second, NOW, NOW.plusSeconds(30), Optional.empty())
                .reusedFrom("2001:db8::1", NOW.plusSeconds(5));

        tokens.add(other);

        assertThat(tokens.find(other.id())).contains(other);
    }

    @Test
    void a_finished_rotation_leaves_the_old_secret_behind_which_still_leads_to_the_token() {
        AccessToken rotated = token.rotate(second, NOW, NOW.plusSeconds(90), Optional.of(KEY));
        tokens.update(rotated);
        assertThat(tokens.findOwned(first.digest(), NOW, TokenPolicy.standard()))
                .isPresent();
        assertThat(tokens.findOwned(second.digest(), NOW, TokenPolicy.standard()))
                .isPresent();

        RetiredSecret old = rotated.retired(NOW.plusSeconds(10), GRACE);
        retired.add(old);
        tokens.update(rotated.succeeded());

        AccessToken kept = tokens.find(token.id()).orElseThrow();
        assertThat(kept).isEqualTo(rotated.succeeded());
        assertThat(kept.digest()).isEqualTo(second.digest());
        assertThat(kept.hint()).isEqualTo(second.hint());
        assertThat(tokens.findByDigest(first.digest())).contains(kept);
        assertThat(tokens.findOwned(second.digest(), NOW, TokenPolicy.standard()))
                .contains(new OwnedToken(kept, alice));
        // A usable token may come from the cache, and must be the same then.
        for (int i = 0; i < 2; i++) {
            assertThat(tokens.findOwned(first.digest(), NOW.plusSeconds(10), TokenPolicy.standard()))
                    .contains(new OwnedToken(kept, alice, new MatchedSecret.Retired(old)));
        }
        assertThatThrownBy(() -> retired.add(old)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void a_successor_that_was_replaced_is_known_and_under_no_suspicion() {
        TokenSecret third = TokenFormat.standard().generate(random);
        AccessToken rotated = token.rotate(second, NOW, NOW.plusSeconds(90), Optional.of(KEY));
        tokens.update(rotated);

        RetiredSecret unused = rotated.replaced(NOW.plusSeconds(1)).orElseThrow();
        retired.add(unused);
        tokens.update(rotated.rotateAgain(third));

        assertThat(unused.suspectFrom()).isEmpty();
        assertThat(tokens.findOwned(second.digest(), NOW, TokenPolicy.standard()))
                .contains(new OwnedToken(rotated.rotateAgain(third), alice, new MatchedSecret.Retired(unused)));
        assertThat(retired.isKnown(token.id(), KEY)).isFalse();
    }

    @Test
    void the_keys_of_finished_rotations_are_known_for_their_token_alone() {
        AccessToken rotated = token.rotate(second, NOW, NOW.plusSeconds(90), Optional.of(KEY));
        tokens.update(rotated);
        assertThat(retired.isKnown(token.id(), KEY)).isFalse();

        retired.add(rotated.retired(NOW, GRACE));
        tokens.update(rotated.succeeded());

        assertThat(retired.isKnown(token.id(), KEY)).isTrue();
        assertThat(retired.isKnown(token.id(), RotationKey.parse("another"))).isFalse();
        assertThat(retired.isKnown(TokenId.random(), KEY)).isFalse();
    }

    @Test
    void the_reuse_of_a_secret_is_noted_once() {
        AccessToken rotated = token.rotate(second, NOW, NOW.plusSeconds(90), Optional.empty());
        RetiredSecret old = rotated.retired(NOW, GRACE);
        retired.add(old);
        tokens.update(rotated.succeeded());

        assertThat(retired.noteReuse(first.digest(), NOW)).isTrue();
        assertThat(retired.noteReuse(first.digest(), NOW.plusSeconds(1))).isFalse();
        assertThat(retired.noteReuse(second.digest(), NOW)).isFalse();
        assertThat(tokens.findOwned(first.digest(), NOW.plusSeconds(60), TokenPolicy.standard()))
                .contains(new OwnedToken(rotated.succeeded(), alice, new MatchedSecret.Retired(old.reused(NOW))));
    }

    @Test
    void tokens_are_found_by_when_an_old_secret_was_used() {
        AccessToken reused = token.reusedFrom("192.0.2.66", NOW.plusSeconds(5));

        tokens.update(reused.revoke(NOW.plusSeconds(5), "reuse detection"));

        assertThat(tokens.find(token.id())).contains(reused.revoke(NOW.plusSeconds(5), "reuse detection"));
        assertThat(tokens.count(new TokenFilter.ReusedSince(NOW.plusSeconds(5))))
                .isEqualTo(1);
        assertThat(tokens.count(new TokenFilter.ReusedSince(NOW.plusSeconds(6))))
                .isZero();
        assertThat(tokens.count(new TokenFilter.Not(new TokenFilter.ReusedSince(NOW.plusSeconds(6)))))
                .isEqualTo(1);
    }

    @Test
    void what_is_known_of_a_reuse_is_forgotten_of_that_token_alone_and_noted_anew() {
        AccessToken rotated = token.rotate(second, NOW, NOW.plusSeconds(90), Optional.empty());
        retired.add(rotated.retired(NOW, GRACE));
        AccessToken revoked = rotated.succeeded().reusedFrom("192.0.2.66", NOW).revoke(NOW, "reuse detection");
        tokens.update(revoked);
        retired.noteReuse(first.digest(), NOW);

        retired.forgetReuses(TokenId.random());
        assertThat(retired.noteReuse(first.digest(), NOW)).isFalse();
        tokens.forgetReuse(revoked);
        retired.forgetReuses(token.id());

        assertThat(tokens.find(token.id())).contains(revoked.withoutReuse());
        assertThat(retired.noteReuse(first.digest(), NOW.plusSeconds(1))).isTrue();
    }

    @Test
    void old_secrets_go_with_their_token() {
        AccessToken rotated = token.rotate(second, NOW, NOW.plusSeconds(90), Optional.of(KEY));
        retired.add(rotated.retired(NOW, GRACE));
        tokens.update(rotated.succeeded().revoke(NOW.plusSeconds(1), "operator"));
        assertThat(tokens.findByDigest(first.digest())).isPresent();

        assertThat(tokens.removeEndedBefore(NOW.plusSeconds(60), 10)).isEqualTo(1);

        assertThat(tokens.findByDigest(first.digest())).isEmpty();
        assertThat(tokens.findByDigest(second.digest())).isEmpty();
        assertThat(retired.isKnown(token.id(), KEY)).isFalse();
    }
}
