package dev.keyfob.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FittedTableTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private final FittedTable table = new FittedTable(
            List.of("id", "name", "owner", "state", "last_used_at"),
            List.of(
                    List.of("4351e2fb", "Build server of the department", "alice@example.com", "active", "now"),
                    List.of("9c0d1e2f", "名前の長いトークン", "bob@example.com", "revoked", "3 days ago")),
            false);

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 60, 80, 200})
    void no_line_is_wider_than_the_terminal(int width) {
        assertThat(table.lines(width))
                .allSatisfy(line -> assertThat(CellWidth.of(line)).isLessThanOrEqualTo(width));
    }

    @Test
    void texts_are_cut_before_columns_are_left_out() {
        assertThat(table.lines(65).get(1)).startsWith("4351e2fb  Build server").contains("…  alice@", "active   now");
        assertThat(table.lines(200).get(1)).contains("Build server of the department");
        assertThat(table.lines(40).get(0)).isEqualTo("id        name      owner     state");
    }

    @Test
    void times_are_not_cut() {
        FittedTable deliveries = new FittedTable(
                List.of("event", "waits_until"), List.of(List.of("token.created", "in 100 minutes")), false);

        assertThat(deliveries.lines(24).get(1)).isEqualTo("token.c…  in 100 minutes");
    }

    @Test
    void wide_letters_keep_the_columns_in_line() {
        List<String> lines = table.lines(80);

        assertThat(CellWidth.of(lines.get(1).substring(0, lines.get(1).indexOf("alice"))))
                .isEqualTo(CellWidth.of(lines.get(2).substring(0, lines.get(2).indexOf("bob"))));
    }

    @ParameterizedTest
    @CsvSource({"abc, 3", "名前, 4", "e\u0301, 1", "👍, 2", "👩\u200D👩\u200D👧, 2", "한글, 4", "Straße, 6", "ｆｕｌｌ, 8"})
    void letters_are_as_wide_as_a_terminal_shows_them(String text, int width) {
        assertThat(CellWidth.of(text)).isEqualTo(width);
    }

    @Test
    void the_state_is_coloured_where_colours_are_wanted() {
        FittedTable coloured = new FittedTable(
                List.of("name", "state"),
                List.of(List.of("active", "active"), List.of("b", "suspended"), List.of("c", "revoked")),
                true);

        assertThat(coloured.lines(80))
                .containsExactly(
                        "\u001b[1mname\u001b[0m    \u001b[1mstate\u001b[0m",
                        "active  \u001b[32mactive\u001b[0m",
                        "b       \u001b[33msuspended\u001b[0m",
                        "c       \u001b[31mrevoked\u001b[0m");
    }

    @Test
    void ids_are_as_short_as_they_stay_different() {
        assertThat(FittedTable.shortened(List.of("4351e2fb-0a1c", "9c0d1e2f-0a1c")))
                .containsExactly("4351e2fb", "9c0d1e2f");
        assertThat(FittedTable.shortened(List.of("4351e2fb-0a1c", "4351e2fb-0b1c", "4351e2fb-0a1c")))
                .containsExactly("4351e2fb-0a", "4351e2fb-0b", "4351e2fb-0a");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, now",
        "PT-30S, now",
        "PT-1M, 1 minute ago",
        "PT5M, in 5 minutes",
        "PT-3H, 3 hours ago",
        "P30D, in 30 days",
        "P-400D, 400 days ago"
    })
    void times_are_told_by_their_distance(Duration distance, String words) {
        assertThat(RelativeTime.of(NOW.plus(distance), NOW)).isEqualTo(words);
    }
}
