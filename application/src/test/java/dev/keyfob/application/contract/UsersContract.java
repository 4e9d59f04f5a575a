package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.Sessions;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.text.TextCondition;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.DisplayName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.ReservedEmail;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.Session;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserFilter;
import dev.keyfob.domain.user.UserOrder;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public abstract class UsersContract {

    private static final Instant NOW = Instant.parse("2026-10-25T01:30:00Z");

    private final SecureRandom random = new SecureRandom();
    private final User alice = User.joining(new Email("alice@example.com"), Set.of(), NOW);
    private final User admin =
            User.joining(new Email("admin@example.com"), Set.of(Role.ADMIN, new Role("auditor")), NOW.plusSeconds(1));

    protected abstract Users users();

    protected abstract AccessTokens tokens();

    protected abstract Sessions sessions();

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
    void another_address_leaves_the_earlier_one_reserved_for_its_user() {
        Email other = new Email("alice.new@example.com");
        users().add(alice.rename(DisplayName.parse("Alice")));
        users().add(admin);

        users().changeEmail(alice, other, NOW.plusSeconds(1));

        ReservedEmail earlier = new ReservedEmail(alice.email(), alice.id(), NOW.plusSeconds(1));
        assertThat(users().find(alice.id()))
                .contains(alice.rename(DisplayName.parse("Alice")).withEmail(other));
        assertThat(users().findByEmail(alice.email())).isEmpty();
        assertThat(users().listReserved(2)).containsExactly(earlier);
        assertThat(users().listReservedFor(alice.id())).containsExactly(earlier);
        assertThat(users().listReservedFor(admin.id())).isEmpty();
        assertRefused(Reason.EMAIL_RESERVED, () -> users().add(User.joining(alice.email(), Set.of(), NOW)));
        assertRefused(Reason.EMAIL_RESERVED, () -> users().changeEmail(admin, alice.email(), NOW));
        assertRefused(Reason.EMAIL_TAKEN, () -> users().changeEmail(admin, other, NOW));
        assertThat(users().find(admin.id())).contains(admin);
    }

    @Test
    void a_reserved_address_goes_back_to_its_user_or_is_freed_for_all() {
        Email other = new Email("alice.new@example.com");
        users().add(alice);
        users().changeEmail(alice, other, NOW);
        users().changeEmail(alice.withEmail(other), alice.email(), NOW);

        assertThat(users().find(alice.id())).contains(alice);
        assertThat(users().freeEmail(alice.email())).isEmpty();
        assertThat(users().freeEmail(other)).contains(new ReservedEmail(other, alice.id(), NOW));
        assertThat(users().freeEmail(other)).isEmpty();
        users().add(User.joining(other, Set.of(), NOW));
    }

    @Test
    void whoever_is_removed_is_found_by_id_alone_and_has_no_readable_address() {
        Email earlier = new Email("alice.old@example.com");
        users().add(alice.withEmail(earlier));
        users().add(admin);
        users().changeEmail(alice.withEmail(earlier), alice.email(), NOW);

        users().remove(alice, NOW.plusSeconds(5));

        assertThat(users().find(alice.id())).contains(alice.remove(NOW.plusSeconds(5)));
        assertThat(users().findByEmail(alice.email())).isEmpty();
        assertThat(users().findByEmail(alice.remove(NOW).email())).isEmpty();
        assertThat(names(UserFilter.everyone())).containsExactly("admin");
        assertThat(users().count(UserFilter.everyone())).isEqualTo(1);
        assertThat(users().listForUpdate(UserFilter.everyone())).containsExactly(admin);
        assertThat(users().listReserved(9)).isEmpty();
        assertThat(users().listReservedFor(alice.id())).isEmpty();
        assertRefused(Reason.EMAIL_RESERVED, () -> users().add(User.joining(alice.email(), Set.of(), NOW)));
        assertRefused(Reason.EMAIL_RESERVED, () -> users().add(User.joining(earlier, Set.of(), NOW)));
        assertThat(users().freeEmail(earlier)).contains(new ReservedEmail(earlier, alice.id(), NOW));
        users().add(User.joining(earlier, Set.of(), NOW));
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(reason));
    }

    @Test
    void users_are_listed_the_latest_first_in_pages_and_by_filter() {
        Users users = users();
        users.add(alice);
        users.add(admin);

        Page<User> first =
                users.list(UserFilter.everyone(), UserOrder.LATEST_FIRST, new PageRequest(1, Optional.empty()));
        Page<User> second = users.list(UserFilter.everyone(), UserOrder.LATEST_FIRST, new PageRequest(1, first.next()));

        assertThat(first.items()).containsExactly(admin);
        assertThat(second.items()).containsExactly(alice);
        assertThat(second.next()).isEmpty();
        assertThat(users.list(
                                UserFilter.everyone(),
                                UserOrder.LATEST_FIRST,
                                new PageRequest(1, second.previous(), true))
                        .items())
                .containsExactly(admin);
        assertThat(users.countUpTo(UserFilter.everyone(), 1)).isEqualTo(1);
        assertThat(users.countUpTo(UserFilter.everyone(), 3)).isEqualTo(2);
        UserFilter onlyAlice = new UserFilter.Any(List.of(
                new UserFilter.EmailIs(new TextCondition.StartsWith("ali")),
                new UserFilter.Not(new UserFilter.EmailIs(new TextCondition.EndsWith("example.com")))));
        assertThat(users.list(onlyAlice, UserOrder.LATEST_FIRST, PageRequest.first())
                        .items())
                .containsExactly(alice);
        assertThat(users.count(onlyAlice)).isEqualTo(1);
    }

    @Test
    void users_are_found_and_held_by_whether_they_are_enabled_and_by_a_role_they_hold() {
        User shut = User.joining(new Email("bob@example.com"), Set.of(Role.ADMIN), NOW.plusSeconds(2))
                .disable(NOW.plusSeconds(3));
        User alike = alice.withRoles(Set.of(new Role("admin2"), new Role("co-admin"), new Role("a_min")));
        List.of(alike, admin, shut).forEach(users()::add);

        assertThat(names(new UserFilter.IsEnabled())).containsExactly("admin", "alice");
        assertThat(names(new UserFilter.HoldsRole(Role.ADMIN))).containsExactly("bob", "admin");
        assertThat(names(new UserFilter.HoldsRole(new Role("auditor")))).containsExactly("admin");
        assertThat(names(new UserFilter.HoldsRole(new Role("a_min")))).containsExactly("alice");
        assertThat(users().listForUpdate(new UserFilter.HoldsRole(Role.ADMIN)))
                .containsExactlyInAnyOrder(admin, shut)
                .isSortedAccordingTo(Comparator.comparing(user -> user.id().toString()));
    }

    @ParameterizedTest
    @CsvSource({
        "JOINED, alice admin bob",
        "EMAIL, admin alice bob",
        "USERNAME, admin alice bob",
        "ROLE, admin alice bob",
        "LAST_ACTIVE, bob admin alice"
    })
    void users_are_listed_in_each_order_and_against_it_page_by_page(UserOrder.Field field, String expected) {
        User bob = User.joining(new Email("bob@example.com"), Set.of(), NOW.plusSeconds(2));
        List.of(alice, admin, bob).forEach(users()::add);
        seen(admin, NOW.plusSeconds(50));
        add(token(alice, NOW).usedAt(NOW.plusSeconds(60)));

        List<String> ascending = paged(new UserOrder(field, true));
        List<String> descending = paged(new UserOrder(field, false));

        if (field == UserOrder.Field.ROLE) {
            // Users without the role are ordered by id.
            assertThat(ascending).startsWith("admin").contains("alice", "bob");
        } else {
            assertThat(ascending).containsExactly(expected.split(" "));
        }
        List<String> reversed = new ArrayList<>(descending);
        Collections.reverse(reversed);
        assertThat(reversed).isEqualTo(ascending);
    }

    @Test
    void users_are_found_by_how_many_tokens_they_have_that_are_not_revoked() {
        users().add(alice);
        users().add(admin);
        add(token(alice, NOW));
        add(token(alice, NOW.plusSeconds(1)));
        add(token(admin, NOW).revoke(NOW.plusSeconds(3), "alice@example.com"));

        assertThat(names(new UserFilter.TokenCountIs(2, 2))).containsExactly("alice");
        assertThat(names(new UserFilter.TokenCountIs(0, 0))).containsExactly("admin");
        assertThat(names(new UserFilter.TokenCountIs(1, Integer.MAX_VALUE))).containsExactly("alice");
        assertThat(names(new UserFilter.Not(new UserFilter.TokenCountIs(2, 2)))).containsExactly("admin");
        assertThat(users().count(new UserFilter.TokenCountIs(3, 9))).isZero();
    }

    @Test
    void a_user_was_active_when_a_session_or_a_token_was_last_used() {
        users().add(alice);
        Optional<Instant> before = users().lastActiveAt(alice.id());
        seen(alice, NOW.plusSeconds(5));
        Optional<Instant> inPerson = users().lastActiveAt(alice.id());
        add(token(alice, NOW).usedAt(NOW.plusSeconds(60)));

        assertThat(before).isEmpty();
        assertThat(inPerson).contains(NOW.plusSeconds(5));
        assertThat(users().lastActiveAt(alice.id())).contains(NOW.plusSeconds(60));
        assertThat(users().lastActiveAt(admin.id())).isEmpty();
    }

    private List<String> paged(UserOrder order) {
        List<String> names = new ArrayList<>();
        Optional<Cursor> after = Optional.empty();
        do {
            Page<User> page = users().list(UserFilter.everyone(), order, new PageRequest(1, after));
            page.items().forEach(user -> names.add(user.email().localPart()));
            after = page.next();
        } while (after.isPresent());
        return names;
    }

    private List<String> names(UserFilter filter) {
        return users().list(filter, UserOrder.LATEST_FIRST, PageRequest.first()).items().stream()
                .map(user -> user.email().localPart())
                .toList();
    }

    private void seen(User user, Instant at) {
        sessions()
                .add(new Session(
                        SessionSecret.generate(random).digest(),
                        user.id(),
                        NOW,
                        at,
                        "192.0.2.1",
                        Session.PASSWORD,
                        "Firefox on Linux",
                        Optional.of(NOW)));
    }

    private void add(AccessToken token) {
        tokens().add(token);
    }

    private AccessToken token(User owner, Instant created) {
        return AccessToken.issue(
                owner.id(),
                TokenName.parse("Token " + created),
                TokenFormat.standard().generate(random),
                new LifeSpan(created, Optional.empty()),
                Narrowing.none());
    }
}
