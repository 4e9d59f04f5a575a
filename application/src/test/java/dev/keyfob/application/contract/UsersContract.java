package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.text.TextMatch;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserFilter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

public abstract class UsersContract {

    private static final Instant NOW = Instant.parse("2026-10-25T01:30:00Z");

    private final User alice = User.joining(new Email("alice@example.com"), Set.of(), NOW);
    private final User admin =
            User.joining(new Email("admin@example.com"), Set.of(Role.ADMIN, new Role("auditor")), NOW.plusSeconds(1));

    protected abstract Users users();

    @Test
    void a_user_comes_back_as_added_and_as_updated() {
        Users users = users();
        users.add(alice);
        users.add(admin);

        users.update(alice.withRoles(Set.of(Role.ADMIN)).disable(NOW.plusSeconds(9)));

        assertThat(users.find(admin.id())).contains(admin);
        assertThat(users.findByEmail(alice.email()))
                .contains(alice.withRoles(Set.of(Role.ADMIN)).disable(NOW.plusSeconds(9)));
        assertThat(users.findForUpdate(alice.id())).isPresent();
        assertThat(users.findByEmail(new Email("bob@example.com"))).isEmpty();
    }

    @Test
    void an_address_has_one_account() {
        Users users = users();
        users.add(alice);

        assertThatThrownBy(() -> users.add(User.joining(alice.email(), Set.of(), NOW)))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.EMAIL_TAKEN));
    }

    @Test
    void users_are_listed_the_latest_first_in_pages_and_by_filter() {
        Users users = users();
        users.add(alice);
        users.add(admin);

        Page<User> first = users.list(UserFilter.everyone(), new PageRequest(1, Optional.empty()));
        Page<User> second = users.list(UserFilter.everyone(), new PageRequest(1, first.next()));

        assertThat(first.items()).containsExactly(admin);
        assertThat(second.items()).containsExactly(alice);
        assertThat(second.next()).isEmpty();
        UserFilter onlyAlice = new UserFilter.Any(List.of(
                new UserFilter.EmailIs(new TextMatch.StartsWith("ali")),
                new UserFilter.Not(new UserFilter.EmailIs(new TextMatch.EndsWith("example.com")))));
        assertThat(users.list(onlyAlice, PageRequest.first()).items()).containsExactly(alice);
        assertThat(users.count(onlyAlice)).isEqualTo(1);
    }
}
