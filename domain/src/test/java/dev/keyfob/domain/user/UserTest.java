package dev.keyfob.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.text.TextCondition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");

    private final User alice = User.joining(new Email("alice@example.com"), Set.of(Role.ADMIN), NOW);
    private final User bob = User.joining(new Email("bob@example.com"), Set.of(), NOW);

    @Test
    void disabling_again_keeps_the_first_time_and_enabling_ends_it() {
        User disabled = alice.disable(NOW);

        assertThat(disabled.disable(NOW.plusSeconds(1)).disabledAt()).contains(NOW);
        assertThat(disabled.isEnabled()).isFalse();
        assertThat(disabled.enable()).isEqualTo(alice);
    }

    @Test
    void a_change_of_roles_changes_nothing_else() {
        User demoted = alice.disable(NOW).withRoles(List.of());

        assertThat(demoted.roles()).isEmpty();
        assertThat(demoted.isEnabled()).isFalse();
        assertThat(demoted.id()).isEqualTo(alice.id());
    }

    @Test
    void a_long_name_is_cut_between_characters() {
        User called = alice.called(Optional.of("x".repeat(199) + "\ud83d\ude00".repeat(5)));

        assertThat(called.name()).contains("x".repeat(199));
    }

    @Test
    void a_name_that_was_chosen_here_stays_until_it_is_taken_back() {
        User chosen = alice.rename(DisplayName.parse("Alice A."));

        assertThat(chosen.called(Optional.of("a.alice")).name()).contains("Alice A.");
        assertThat(chosen.rename(DisplayName.parse(" "))
                        .called(Optional.of("a.alice"))
                        .name())
                .contains("a.alice");
    }

    @Test
    void roles_are_given_by_withRoles_and_in_no_other_way() {
        assertThatThrownBy(() -> bob.roles().add(Role.ADMIN)).isInstanceOf(UnsupportedOperationException.class);
    }

    // A provider may send any text. Pages show it, and PostgreSQL does not accept half of a surrogate pair.
    @Test
    void a_name_from_a_provider_is_kept_as_far_as_it_can_be_seen() {
        String family = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";

        assertThat(alice.called(Optional.of("\u202eAlice\0 " + family)).name()).contains("Alice  " + family);
        assertThat(alice.called(Optional.of("\u3164 \u2800")).name()).isEmpty();
        assertThat(alice.called(Optional.of("a" + "\ud83d\udd11".repeat(120))).name())
                .contains("a" + "\ud83d\udd11".repeat(99));
    }

    @Test
    void users_are_found_by_their_address() {
        UserFilter isAlice = new UserFilter.EmailIs(new TextCondition.StartsWith("alice@"));

        assertThat(isAlice.matches(alice, () -> 2)).isTrue();
        assertThat(isAlice.matches(bob, () -> 0)).isFalse();
        assertThat(new UserFilter.Not(isAlice).matches(bob, () -> 0)).isTrue();
        assertThat(new UserFilter.All(List.of(isAlice, new UserFilter.Not(isAlice))).matches(alice, () -> 2))
                .isFalse();
        assertThat(new UserFilter.Any(List.of()).matches(alice, () -> 2)).isFalse();
        assertThat(new UserFilter.TokenCountIs(2, 2).matches(alice, () -> 2)).isTrue();
        assertThat(new UserFilter.TokenCountIs(1, 9).matches(bob, () -> 0)).isFalse();
        assertThat(new UserFilter.TokenCountIs(3, 9).matches(alice, () -> 2)).isFalse();
        assertThat(new UserFilter.TokenCountIs(0, 1).matches(alice, () -> 2)).isFalse();
        assertThat(UserFilter.everyone().matches(bob, () -> 0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "a", "release-manager", "team_2", "abcdefghijklmnopqrstuvwxyz012345"})
    void a_role_is_a_lower_case_word(String typed) {
        assertThat(Role.parse(typed)).hasToString(typed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Admin", "admin ", "admin\n", "1st", "a b", "r\u00f4le", "abcdefghijklmnopqrstuvwxyz0123456"
            })
    void any_other_word_is_no_role(String typed) {
        assertThatThrownBy(() -> Role.parse(typed))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.ROLE_UNREADABLE));
        assertThatThrownBy(() -> new Role(typed)).isInstanceOf(IllegalArgumentException.class);
    }
}
