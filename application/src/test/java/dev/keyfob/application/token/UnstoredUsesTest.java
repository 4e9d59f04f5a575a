package dev.keyfob.application.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.domain.token.RecentUse;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenUses;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnstoredUsesTest {

    private static final Instant START = Instant.parse("2026-11-24T23:59:00Z");
    private static final TokenId TOKEN = TokenId.random();

    @Test
    void uses_are_counted_by_day_and_remembered_by_address() {
        UnstoredUses unstored = UnstoredUses.first(START, Optional.of("192.0.2.1"));
        unstored.add(START.plusSeconds(1), Optional.of("192.0.2.1"));
        unstored.add(START.plusSeconds(60), Optional.of("192.0.2.2"));
        unstored.add(START.plusSeconds(61), Optional.empty());

        TokenUses uses = unstored.uses();

        assertThat(uses.byDay())
                .containsExactly(
                        Map.entry(LocalDate.parse("2026-11-24"), 2L), Map.entry(LocalDate.parse("2026-11-25"), 2L));
        assertThat(uses.byAddress())
                .containsOnly(
                        Map.entry("192.0.2.1", START.plusSeconds(1)), Map.entry("192.0.2.2", START.plusSeconds(60)));
        assertThat(unstored.latest()).isEqualTo(START.plusSeconds(61));
    }

    @Test
    void only_the_latest_addresses_are_remembered() {
        UnstoredUses unstored = UnstoredUses.first(START, Optional.of("192.0.2.0"));
        for (int i = 1; i <= 20; i++) {
            unstored.add(START.plusSeconds(i), Optional.of("192.0.2." + i));
        }

        assertThat(unstored.uses().byAddress())
                .containsOnlyKeys("192.0.2.20", "192.0.2.19", "192.0.2.18", "192.0.2.17", "192.0.2.16");
        assertThat(unstored.uses().total()).isEqualTo(21);
    }

    @Test
    void what_is_handed_over_is_handed_over_once_and_can_be_put_back() {
        UnstoredUses unstored = UnstoredUses.first(START, Optional.of("192.0.2.1"));
        RecentUse taken = unstored.take(TOKEN).orElseThrow();
        assertThat(unstored.take(TOKEN)).isEmpty();
        assertThat(unstored.latest()).isEqualTo(START);

        unstored.add(START.minusSeconds(5), Optional.of("192.0.2.1"));
        unstored.plus(taken);

        RecentUse again = unstored.take(TOKEN).orElseThrow();
        assertThat(again.latest()).isEqualTo(START);
        assertThat(again.uses().total()).isEqualTo(2);
        assertThat(again.uses().byAddress()).containsOnly(Map.entry("192.0.2.1", START));
    }

    @Test
    void what_could_not_be_stored_is_put_back_with_its_latest_use() {
        RecentUse taken =
                UnstoredUses.first(START, Optional.of("192.0.2.1")).take(TOKEN).orElseThrow();

        UnstoredUses putBack = UnstoredUses.putBack(taken);

        assertThat(putBack.latest()).isEqualTo(START);
        assertThat(putBack.take(TOKEN)).contains(taken);
    }

    @Test
    void it_is_closed_only_when_nothing_waits_and_takes_no_use_after_that() {
        UnstoredUses unstored = UnstoredUses.first(START, Optional.empty());
        assertThat(unstored.isClosedWhenUnusedSince(START.plusSeconds(1))).isFalse();
        unstored.take(TOKEN);
        assertThat(unstored.isClosedWhenUnusedSince(START)).isFalse();

        assertThat(unstored.isClosedWhenUnusedSince(START.plusSeconds(1))).isTrue();

        assertThat(unstored.add(START.plusSeconds(2), Optional.empty())).isFalse();
        assertThat(unstored.take(TOKEN)).isEmpty();
    }
}
