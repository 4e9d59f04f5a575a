package dev.keyfob.application.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.fake.StandardSettings;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.application.token.TokenSettings;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.OwnerCount;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewPolicyTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void a_preview_counts_exactly_the_tokens_that_then_fail_and_changing_back_brings_back_exactly_those(int seed) {
        Random dice = new Random(seed);
        InMemoryKeyfob many = new InMemoryKeyfob(neverAllowed());
        List<CreatedToken> population = population(many, dice);
        Set<String> before = working(many, population);
        PolicyChanges change = change(dice);
        List<AccessToken> rows = rows(many, population);

        PreviewPolicy.Preview preview = many.useCases.policy.previewPolicy.preview(many.operator, change);
        Map<String, Instant> ends = ends(many, population);
        many.useCases.policy.setPolicy.set(many.operator, change);
        Map<String, Instant> endsAfter = ends(many, population);

        List<String> sooner = endsAfter.keySet().stream()
                .filter(id -> endsAfter.get(id).isBefore(ends.getOrDefault(id, Instant.MIN)))
                .toList();
        assertThat(preview.tokensSooner() + preview.tokensIdle()).isEqualTo(sooner.size());
        if (!change.toString().contains("idle_limit")) {
            assertThat(preview.tokensIdle()).isZero();
            assertThat(preview.firstEnd())
                    .isEqualTo(sooner.stream().map(endsAfter::get).min(Comparator.naturalOrder()));
        }
        assertThat(preview.isHarmless())
                .isEqualTo(preview.tokensStopping() == 0 && preview.tokensSooner() == 0 && preview.tokensIdle() == 0);
        Set<String> after = working(many, population);
        assertThat(before).containsAll(after);
        assertThat(preview.tokensStopping()).isEqualTo(before.size() - after.size());
        assertThat(preview.tokensReturning()).isZero();
        assertThat(rows(many, population)).isEqualTo(rows);

        PolicyChanges back =
                PolicyChanges.parse(List.of("longest_life=default", "no_expiration=default", "idle_limit=default"));
        assertThat(many.useCases
                        .policy
                        .previewPolicy
                        .preview(many.operator, back)
                        .tokensReturning())
                .isEqualTo(before.size() - after.size());
        many.useCases.policy.setPolicy.set(many.operator, back);
        assertThat(working(many, population)).isEqualTo(before);
    }

    private static TokenSettings neverAllowed() {
        TokenSettings settings = StandardSettings.tokens();
        return new TokenSettings(
                settings.format(),
                settings.catalogue(),
                PolicyChanges.parse(List.of("no_expiration=on")).applyTo(settings.policy()));
    }

    private static PolicyChanges change(Random dice) {
        List<String> changes = new ArrayList<>();
        if (dice.nextBoolean()) {
            changes.add("longest_life=" + (1 + dice.nextInt(120)) + "d");
        }
        if (dice.nextBoolean()) {
            changes.add("no_expiration=off");
        }
        if (dice.nextBoolean()) {
            changes.add("idle_limit=" + (1 + dice.nextInt(60)) + "d");
        }
        return PolicyChanges.parse(changes);
    }

    /**
     * Creates tokens of every age and state, some of a disabled user. The clock of {@code keyfob} moves while it does.
     */
    private static List<CreatedToken> population(InMemoryKeyfob keyfob, Random dice) {
        List<CreatedToken> all = new ArrayList<>();
        List<User> owners = List.of(keyfob.alice, keyfob.bob, keyfob.admin);
        for (int i = 0; i < 30; i++) {
            keyfob.clock.advance(Duration.ofHours(dice.nextInt(100)));
            Expiry expiry = dice.nextInt(3) == 0 ? new Expiry.Never() : Expiry.inDays(1 + dice.nextInt(300));
            User owner = owners.get(dice.nextInt(owners.size()));
            CreatedToken created = keyfob.useCases.tokens.createToken.create(
                    keyfob.operator,
                    new NewToken(owner.email(), TokenName.parse("Token " + i), expiry, Narrowing.none()));
            all.add(created);
            CreatedToken any = all.get(dice.nextInt(all.size()));
            switch (dice.nextInt(5)) {
                case 0 ->
                    keyfob.useCases.tokens.revokeToken.revoke(
                            keyfob.operator, any.token().id());
                case 1 ->
                    keyfob.useCases.tokens.verifyToken.verify(
                            "192.0.2.1", any.secret().reveal(), List.of());
                case 2 -> {
                    if (!keyfob.tokens.find(any.token().id()).orElseThrow().isRevoked()) {
                        keyfob.useCases.tokens.suspendToken.suspend(
                                keyfob.operator, any.token().id());
                    }
                }
                default -> {}
            }
        }
        keyfob.useCases.recentUses.flush();
        if (dice.nextBoolean()) {
            keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.bob.email());
        }
        return all;
    }

    private static Set<String> working(InMemoryKeyfob keyfob, List<CreatedToken> population) {
        return population.stream()
                .filter(token -> keyfob.useCases
                        .tokens
                        .verifyToken
                        .explain(keyfob.operator, token.secret().reveal(), List.of())
                        .isUsable())
                .map(token -> token.token().id().toString())
                .collect(Collectors.toSet());
    }

    @Test
    void what_only_an_idle_limit_ends_is_counted_apart() {
        keyfob.tokenOf(keyfob.alice, "Used");
        PreviewPolicy.Preview preview = keyfob.useCases.policy.previewPolicy.preview(
                keyfob.operator, PolicyChanges.parse(List.of("idle_limit=10d")));

        assertThat(preview.tokensSooner()).isZero();
        assertThat(preview.firstEnd()).isEmpty();
        assertThat(preview.tokensIdle()).isOne();
        assertThat(preview.isHarmless()).isFalse();
    }

    @Test
    void what_ends_sooner_is_counted_by_owner_with_the_first_end() {
        keyfob.tokenOf(keyfob.alice, "One");
        keyfob.clock.advance(Duration.ofDays(1));
        keyfob.tokenOf(keyfob.alice, "Other");
        PreviewPolicy.Preview preview = keyfob.useCases.policy.previewPolicy.preview(
                keyfob.operator, PolicyChanges.parse(List.of("longest_life=20d")));

        assertThat(preview.tokensStopping()).isZero();
        assertThat(preview.sooner()).containsExactly(new OwnerCount(keyfob.alice.email(), 2));
        assertThat(preview.firstEnd()).contains(InMemoryKeyfob.START.plus(Duration.ofDays(20)));
    }

    /** The end of each working token; {@code Instant.MAX} if it never expires. */
    private static Map<String, Instant> ends(InMemoryKeyfob keyfob, List<CreatedToken> population) {
        Set<String> working = working(keyfob, population);
        Map<String, Instant> ends = new HashMap<>();
        for (CreatedToken token : population) {
            AccessToken shown = keyfob.useCases.tokens.showToken.show(
                    keyfob.operator, token.token().id());
            if (working.contains(shown.id().toString())) {
                ends.put(shown.id().toString(), shown.expiresAt().orElse(Instant.MAX));
            }
        }
        return ends;
    }

    private static List<AccessToken> rows(InMemoryKeyfob keyfob, List<CreatedToken> population) {
        return population.stream()
                .map(token -> keyfob.tokens.find(token.token().id()).orElseThrow())
                .toList();
    }
}
