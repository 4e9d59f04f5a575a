package dev.keyfob.domain.token;

import static dev.keyfob.domain.token.SampleTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.text.TextCondition;
import dev.keyfob.domain.token.TimeCondition.Comparison;
import dev.keyfob.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenFilterTest {

    private static final UserId ALICE = UserId.random();
    private static final UserId BOB = UserId.random();
    private static final Instant END = NOW.plus(Duration.ofDays(30));

    private final AccessToken laptop = SampleTokens.of(ALICE, "Laptop");
    private final AccessToken server = SampleTokens.of(BOB, "Build server").revoke(NOW, "operator");
    private final AccessToken endless = SampleTokens.of(ALICE, "Straße", new LifeSpan(NOW, Optional.empty()));
    private final List<AccessToken> tokens = List.of(laptop, server, endless);

    @Test
    void tokens_are_found_by_owner_by_id_and_all_of_them() {
        assertThat(found(TokenFilter.ownedBy(ALICE))).containsExactly(laptop, endless);
        assertThat(found(TokenFilter.withId(server.id()))).containsExactly(server);
        assertThat(found(TokenFilter.everything())).isEqualTo(tokens);
        assertThat(found(new TokenFilter.IdBegins(
                        IdPrefix.parse(server.id().toString().substring(0, 12)).orElseThrow())))
                .containsExactly(server);
    }

    @Test
    void the_state_is_that_of_the_time_of_asking() {
        assertThat(found(TokenFilter.inState(Set.of(TokenState.ACTIVE), TokenPolicy.standard(), NOW)))
                .containsExactly(laptop, endless);
        assertThat(found(TokenFilter.inState(Set.of(TokenState.EXPIRED), TokenPolicy.standard(), END)))
                .containsExactly(laptop);
        assertThat(found(TokenFilter.inState(
                        Set.of(TokenState.REVOKED, TokenState.EXPIRED), TokenPolicy.standard(), END)))
                .containsExactly(laptop, server);
        assertThat(found(TokenFilter.inState(Set.of(), TokenPolicy.standard(), NOW)))
                .isEmpty();
    }

    @Test
    void the_never_used_and_the_long_unused_are_found() {
        AccessToken used = laptop.usedAt(NOW.plusSeconds(60));

        assertThat(new TokenFilter.NeverUsed().matches(laptop)).isTrue();
        assertThat(new TokenFilter.NeverUsed().matches(used)).isFalse();
        assertThat(new TokenFilter.IdleSince(NOW.plusSeconds(60)).matches(laptop))
                .isTrue();
        assertThat(new TokenFilter.IdleSince(NOW.plusSeconds(60)).matches(used)).isFalse();
        assertThat(new TokenFilter.IdleSince(NOW.plusSeconds(61)).matches(used)).isTrue();
        assertThat(new TokenFilter.IdleSince(NOW).matches(laptop)).isFalse();
    }

    @Test
    void a_search_has_no_regard_to_case() {
        assertThat(found(TokenFilter.nameLike("LAP"))).containsExactly(laptop);
        assertThat(found(TokenFilter.nameLike("strasse"))).containsExactly(endless);
        assertThat(found(TokenFilter.nameLike(""))).isEqualTo(tokens);
        assertThat(found(TokenFilter.nameLike("%"))).isEmpty();
    }

    @Test
    void the_other_tests_of_a_name_are_exact() {
        assertThat(found(new TokenFilter.NameIs(new TextCondition.OneOf(Set.of("Laptop", "x")))))
                .containsExactly(laptop);
        assertThat(found(new TokenFilter.NameIs(new TextCondition.OneOf(Set.of("laptop")))))
                .isEmpty();
        assertThat(found(new TokenFilter.NameIs(new TextCondition.Contains("ser"))))
                .containsExactly(server);
        assertThat(found(new TokenFilter.NameIs(new TextCondition.StartsWith("Build"))))
                .containsExactly(server);
        assertThat(found(new TokenFilter.NameIs(new TextCondition.StartsWith("server"))))
                .isEmpty();
        assertThat(found(new TokenFilter.NameIs(new TextCondition.EndsWith("server"))))
                .containsExactly(server);
    }

    @ParameterizedTest
    @CsvSource({
        "EQUAL, false, true, false",
        "NOT_EQUAL, true, false, true",
        "AFTER, false, false, true",
        "NOT_BEFORE, false, true, true",
        "BEFORE, true, false, false",
        "NOT_AFTER, true, true, false",
    })
    void times_are_compared(Comparison comparison, boolean earlier, boolean same, boolean later) {
        TokenFilter filter = new TokenFilter.CreatedAt(new TimeCondition(comparison, NOW));

        assertThat(filter.matches(SampleTokens.of(ALICE, "x", new LifeSpan(NOW.minusNanos(1), Optional.empty()))))
                .isEqualTo(earlier);
        assertThat(filter.matches(laptop)).isEqualTo(same);
        assertThat(filter.matches(SampleTokens.of(ALICE, "x", new LifeSpan(NOW.plusNanos(1), Optional.empty()))))
                .isEqualTo(later);
    }

    @Test
    void what_never_expires_differs_from_every_time_and_passes_no_other_test() {
        for (Comparison comparison : Comparison.values()) {
            TokenFilter filter = new TokenFilter.ExpiresAt(new TimeCondition(comparison, END));

            assertThat(filter.matches(endless)).isEqualTo(comparison == Comparison.NOT_EQUAL);
        }
        assertThat(found(new TokenFilter.ExpiresAt(new TimeCondition(Comparison.EQUAL, END))))
                .containsExactly(laptop, server);
    }

    @Test
    void all_of_nothing_is_everything_and_any_of_nothing_is_nothing() {
        assertThat(found(new TokenFilter.All(List.of()))).isEqualTo(tokens);
        assertThat(found(new TokenFilter.Any(List.of()))).isEmpty();
        assertThat(found(new TokenFilter.Not(new TokenFilter.Any(List.of())))).isEqualTo(tokens);
    }

    @Test
    void conditions_combine_as_in_logic() {
        Random dice = new Random(4);
        for (int n = 0; n < 1_000; n++) {
            TokenFilter one = anyFilter(dice);
            TokenFilter two = anyFilter(dice);
            List<TokenFilter> neither = List.of(new TokenFilter.Not(one), new TokenFilter.Not(two));

            assertThat(found(one.and(two))).isEqualTo(found(new TokenFilter.Not(new TokenFilter.Any(neither))));
            assertThat(found(new TokenFilter.Any(List.of(one, two))))
                    .isEqualTo(found(new TokenFilter.Not(new TokenFilter.All(neither))));
        }
    }

    private TokenFilter anyFilter(Random dice) {
        return switch (dice.nextInt(5)) {
            case 0 -> TokenFilter.ownedBy(dice.nextBoolean() ? ALICE : BOB);
            case 1 -> TokenFilter.nameLike(dice.nextBoolean() ? "e" : "p");
            case 2 -> TokenFilter.inState(Set.of(TokenState.values()[dice.nextInt(4)]), TokenPolicy.standard(), NOW);
            case 3 -> new TokenFilter.Not(anyFilter(dice));
            default -> new TokenFilter.Any(List.of(anyFilter(dice), anyFilter(dice)));
        };
    }

    private List<AccessToken> found(TokenFilter filter) {
        List<AccessToken> found = new ArrayList<>(tokens);
        found.removeIf(token -> !filter.matches(token));
        return found;
    }
}
