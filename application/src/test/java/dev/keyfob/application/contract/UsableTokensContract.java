package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.network.RequestSource;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.CreationPolicy;
import dev.keyfob.domain.policy.ExpiryPolicy;
import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.OwnedToken;
import dev.keyfob.domain.token.OwnerCount;
import dev.keyfob.domain.token.RecentUse;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.domain.token.TokenUses;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Tests that queries and {@link OwnedToken#unusableAt} agree for every token and policy. All times are multiples of
 * half an hour, so that limits are often reached exactly.
 */
public abstract class UsableTokensContract {

    private static final Instant NOW = Instant.parse("2026-10-25T01:30:00Z");
    private static final Duration STEP = Duration.ofMinutes(30);

    private final SecureRandom random = new SecureRandom();

    protected abstract AccessTokens tokens();

    protected abstract Users users();

    @Test
    void queries_find_usable_and_unusable_what_the_domain_does_under_every_policy() {
        Random dice = new Random(20261124);
        List<OwnedToken> all = population(dice);

        for (int i = 0; i < 60; i++) {
            TokenPolicy policy = policy(dice);
            Instant now = NOW.plus(STEP.multipliedBy(dice.nextInt(12)));

            for (TokenState state : TokenState.values()) {
                TokenFilter filter = TokenFilter.inState(Set.of(state), policy, now);
                assertThat(found(filter))
                        .as("%s under %s at %s", state, policy, now)
                        .containsExactlyInAnyOrderElementsOf(all.stream()
                                .filter(owned -> stateOf(owned, policy, now) == state)
                                .map(OwnedToken::token)
                                .toList());
            }
            assertThat(tokens().countByOwner(TokenFilter.inState(Set.of(TokenState.ACTIVE), policy, now)))
                    .as("usable under %s at %s", policy, now)
                    .containsExactlyElementsOf(countByOwner(all.stream()
                            .filter(owned -> unusable(owned, policy, now).isEmpty())
                            .toList()));
        }
    }

    @Test
    void all_filters_are_counted_at_once_as_each_is_by_itself() {
        Random dice = new Random(20261129);
        List<AccessToken> all = population(dice).stream().map(OwnedToken::token).toList();
        List<TokenFilter> filters = new ArrayList<>(List.of(
                TokenFilter.everything(),
                TokenFilter.nothing(),
                TokenFilter.expiringWithin(STEP.multipliedBy(6), NOW),
                new TokenFilter.NeverUsed(),
                new TokenFilter.IdleSince(NOW.plus(STEP.multipliedBy(4)))));
        for (TokenState state : TokenState.values()) {
            filters.add(TokenFilter.inState(Set.of(state), policy(dice), NOW.plus(STEP)));
        }

        assertThat(tokens().countEach(filters))
                .containsExactlyElementsOf(filters.stream()
                        .map(filter -> all.stream().filter(filter::matches).count())
                        .toList());
    }

    @Test
    void queries_find_what_ends_sooner_under_another_policy_and_when_the_first_does() {
        Random dice = new Random(20261129);
        List<OwnedToken> all = population(dice);

        for (int i = 0; i < 60; i++) {
            TokenPolicy under = policy(dice);
            TokenPolicy than = policy(dice);
            TokenFilter sooner = new TokenFilter.EndsSooner(under, than);

            assertThat(found(sooner))
                    .as("sooner under %s than %s", under, than)
                    .containsExactlyInAnyOrderElementsOf(all.stream()
                            .map(OwnedToken::token)
                            .filter(sooner::matches)
                            .toList());
            assertThat(tokens().findFirstEnd(sooner, under))
                    .as("first under %s", under)
                    .isEqualTo(all.stream()
                            .filter(owned -> owned.owner().isEnabled())
                            .map(OwnedToken::token)
                            .filter(sooner::matches)
                            .map(token -> token.endUnder(under).orElseThrow().at())
                            .min(Comparator.naturalOrder()));
        }
    }

    /**
     * The cache may return old rows only while their tokens are usable, so the result must be the same under every
     * policy.
     */
    @Test
    void a_look_up_finds_the_same_before_and_after_it_is_remembered() {
        Random dice = new Random(20261124);
        List<OwnedToken> all = population(dice);

        for (int i = 0; i < 5; i++) {
            TokenPolicy policy = policy(dice);
            Instant now = NOW.plus(STEP.multipliedBy(dice.nextInt(12)));

            for (OwnedToken owned : all) {
                assertThat(tokens().findOwned(owned.matched().digest(), now, policy))
                        .contains(owned);
            }
        }
    }

    private static Optional<Reason> unusable(OwnedToken owned, TokenPolicy policy, Instant now) {
        return owned.unusableAt(now, policy, new RequestSource.Anywhere());
    }

    // A token that is unusable only for reasons outside it, such as its owner, stays active.
    private static TokenState stateOf(OwnedToken owned, TokenPolicy policy, Instant now) {
        return unusable(owned, policy, now)
                .map(reason -> switch (reason) {
                    case REVOKED -> TokenState.REVOKED;
                    case EXPIRED, POLICY_EXPIRED, IDLE_TOO_LONG -> TokenState.EXPIRED;
                    case SUSPENDED -> TokenState.SUSPENDED;
                    default -> TokenState.ACTIVE;
                })
                .orElse(TokenState.ACTIVE);
    }

    private static List<OwnerCount> countByOwner(List<OwnedToken> usable) {
        Map<Email, Long> counts = usable.stream()
                .collect(Collectors.groupingBy(each -> each.owner().email(), Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> new OwnerCount(count.getKey(), count.getValue()))
                .sorted(Comparator.comparing(OwnerCount::tokens)
                        .reversed()
                        .thenComparing(count -> count.owner().value()))
                .toList();
    }

    private List<AccessToken> found(TokenFilter filter) {
        return tokens().list(filter, TokenOrder.NEWEST_FIRST, PageRequest.of(100, Optional.empty()))
                .items();
    }

    private List<OwnedToken> population(Random dice) {
        List<User> owners = List.of(
                User.joining(new Email("alice@example.com"), Set.of(), NOW),
                User.joining(new Email("bob@example.com"), Set.of(), NOW),
                User.joining(new Email("admin@example.com"), Set.of(), NOW).disable(NOW));
        owners.forEach(users()::add);
        List<OwnedToken> all = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            User owner = owners.get(dice.nextInt(owners.size()));
            all.add(OwnedToken.byNewestSecret(stored(dice, owner, "Token " + i), owner));
        }
        return all;
    }

    private AccessToken stored(Random dice, User owner, String name) {
        Instant created = NOW.plus(STEP.multipliedBy(dice.nextInt(6)));
        Optional<Instant> expires = dice.nextInt(3) == 0
                ? Optional.empty()
                : Optional.of(created.plus(STEP.multipliedBy(1 + dice.nextInt(6))));
        AccessToken token = AccessToken.issue(
                owner.id(),
                TokenName.parse(name),
                TokenFormat.standard().generate(random),
                new LifeSpan(created, expires),
                Narrowing.none());
        tokens().add(token);
        if (dice.nextInt(2) == 0) {
            Instant used = created.plus(STEP.multipliedBy(dice.nextInt(4)));
            tokens().noteUses(List.of(new RecentUse(token.id(), used, new TokenUses(new TreeMap<>(), Map.of()))));
            token = token.usedAt(used);
        }
        AccessToken changed = changed(dice, token, created);
        tokens().update(changed);
        return changed;
    }

    private AccessToken changed(Random dice, AccessToken token, Instant created) {
        AccessToken changed = token;
        if (dice.nextInt(4) == 0) {
            changed = changed.suspend(created, "operator");
        }
        if (dice.nextInt(4) == 0) {
            Instant overlapEnd = created.plus(STEP.multipliedBy(dice.nextInt(4)));
            changed = changed.rotate(TokenFormat.standard().generate(random), created, overlapEnd, Optional.empty());
        }
        return dice.nextInt(5) == 0 ? changed.revoke(created, "operator") : changed;
    }

    private static TokenPolicy policy(Random dice) {
        ExpiryPolicy expiry =
                new ExpiryPolicy(Duration.ofMinutes(1), STEP.multipliedBy(1 + dice.nextInt(10)), dice.nextBoolean());
        return new TokenPolicy(
                expiry,
                10,
                dice.nextBoolean() ? Optional.of(STEP.multipliedBy(1 + dice.nextInt(5))) : Optional.empty(),
                CreationPolicy.byEveryone());
    }
}
