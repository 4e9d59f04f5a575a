package dev.keyfob.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyChangesTest {

    private static final TokenPolicy SETTINGS = TokenPolicy.standard();

    @ParameterizedTest
    @EnumSource(PolicyItem.class)
    void what_an_item_says_of_the_policy_can_be_written_and_changes_nothing(PolicyItem item) {
        PolicyChanges written = PolicyChanges.parse(List.of(item.code() + "=" + item.of(SETTINGS)));

        assertThat(written.applyTo(SETTINGS)).isEqualTo(SETTINGS);
    }

    @Test
    void every_item_is_seen_in_the_policy_as_it_was_written() {
        List<String> all = List.of(
                "longest_life=90d",
                "default_life=14d",
                "no_expiration=on",
                "tokens_per_user=50",
                "idle_limit=60d",
                "creation=role:admin",
                "default_overlap=1h",
                "longest_overlap=3d",
                "self_rotation=on",
                "reuse=report",
                "rotation_grace=5s");

        TokenPolicy changed = PolicyChanges.parse(all).applyTo(SETTINGS);

        assertThat(Stream.of(PolicyItem.values()).map(item -> item.code() + "=" + item.of(changed)))
                .containsExactlyElementsOf(all);
    }

    // Changes apply in the order of the items, however they are written, because the longest life limits the default
    // life.
    @Test
    void a_default_life_is_cut_to_the_longest_life_however_they_are_written() {
        TokenPolicy changed = PolicyChanges.parse(List.of("default_life=60d", "longest_life=10d"))
                .applyTo(SETTINGS);
        TokenPolicy shortened = PolicyChanges.parse(List.of("longest_life=10d")).applyTo(SETTINGS);

        assertThat(changed.expiry().standardLife()).isEqualTo(Duration.ofDays(10));
        assertThat(shortened.expiry().standardLife()).isEqualTo(Duration.ofDays(10));
    }

    @Test
    void a_later_change_stands_and_default_takes_one_back() {
        PolicyChanges earlier = PolicyChanges.parse(List.of("longest_life=90d", "reuse=report"));

        PolicyChanges all = PolicyChanges.parse(List.of("longest_life=30d", "reuse=default"))
                .after(earlier);

        assertThat(all).isEqualTo(PolicyChanges.parse(List.of("longest_life=30d")));
        assertThat(all.applyTo(SETTINGS).rotation()).isEqualTo(SETTINGS.rotation());
    }

    @Test
    void it_is_told_in_the_operators_own_words() {
        assertThat(PolicyChanges.parse(List.of("reuse=default", "default_overlap=60m", "longest_life=90d")))
                .hasToString("longest_life=90d default_overlap=60m reuse=default");
        assertThat(PolicyChanges.none()).hasToString("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "longest_life=0d",
                "longest_life=90",
                "longest_life",
                "no_expiration=true",
                "tokens_per_user=0",
                "tokens_per_user=1000001",
                "idle_limit=0d",
                "creation=role:",
                "longest_overlap=1w",
                "reuse=",
                "rotation_grace=3601s",
                "rotation_grace=60",
                "unknown=1"
            })
    void what_is_no_value_is_refused(String assignment) {
        assertThatThrownBy(() -> PolicyChanges.parse(List.of(assignment)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.POLICY_UNREADABLE));
    }
}
