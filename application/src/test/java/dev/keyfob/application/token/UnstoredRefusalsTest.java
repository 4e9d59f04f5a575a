package dev.keyfob.application.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.token.RefusedUse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnstoredRefusalsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");

    private final UnstoredRefusals unstored = new UnstoredRefusals();

    @Test
    void addresses_of_one_network_are_one_case_and_the_latest_time_stands() {
        add("192.0.2.1", NOW);
        add("192.0.2.1", NOW.plusSeconds(2));
        add("192.0.2.9", NOW.plusSeconds(1));

        assertThat(unstored.list()).containsExactly(new RefusedUse(caseOf("192.0.2.0/24"), 3, NOW.plusSeconds(2)));
    }

    @Test
    void what_is_put_back_counts_again() {
        add("192.0.2.1", NOW);

        unstored.putBack(List.of(new RefusedUse(caseOf("192.0.2.0/24"), 4, NOW.minusSeconds(1))));

        assertThat(unstored.list()).containsExactly(new RefusedUse(caseOf("192.0.2.0/24"), 5, NOW));
    }

    @Test
    void the_case_that_is_longest_ago_gives_way() {
        for (int i = 0; i <= RefusedUse.MOST; i++) {
            add("10.0." + i + ".1", NOW.plusSeconds(i));
        }

        assertThat(unstored.list())
                .hasSize(RefusedUse.MOST)
                .extracting(use -> use.refused().network())
                .doesNotContain("10.0.0.0/24")
                .contains("10.0." + RefusedUse.MOST + ".0/24");
    }

    private void add(String address, Instant at) {
        unstored.add(Reason.EXPIRED, Optional.empty(), Optional.of(address), false, at);
    }

    private static RefusedUse.Case caseOf(String network) {
        return new RefusedUse.Case(Reason.EXPIRED, Optional.empty(), network, false);
    }
}
