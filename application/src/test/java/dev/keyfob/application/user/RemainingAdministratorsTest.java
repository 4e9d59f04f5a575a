package dev.keyfob.application.user;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.TokenSettings;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.RoleChange;
import dev.keyfob.domain.user.User;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Checks every way in which a user can lose the permission to manage tokens. */
class RemainingAdministratorsTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    private final List<BiConsumer<Actor, User>> ways = List.of(
            (actor, user) -> keyfob.useCases.users.disableUser.disable(actor, user.email()),
            (actor, user) -> keyfob.useCases.users.setRoles.set(actor, user.email(), RoleChange.to(Set.of())),
            (actor, user) -> keyfob.useCases.users.setRoles.set(
                    actor, user.email(), RoleChange.by(List.of(new Role("auditor")), List.of(Role.ADMIN))));

    private final List<BiConsumer<Actor, User>> evenOfTheLast = List.of(
            (actor, user) -> keyfob.useCases.users.disableUser.disableEvenTheLast(actor, user.email()),
            (actor, user) ->
                    keyfob.useCases.users.setRoles.setEvenOfTheLast(actor, user.email(), RoleChange.to(Set.of())));

    @Test
    void the_last_who_may_manage_tokens_goes_on_doing_so() {
        for (BiConsumer<Actor, User> way : ways) {
            assertRefused(() -> way.accept(keyfob.operator, keyfob.admin), Reason.LAST_ADMINISTRATOR);
        }

        assertThat(keyfob.users.find(keyfob.admin.id())).contains(keyfob.admin);
    }

    @Test
    void somebody_who_is_disabled_is_nobody_who_is_left() {
        give(keyfob.bob, Role.ADMIN);
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.bob.email());

        for (BiConsumer<Actor, User> way : ways) {
            assertRefused(() -> way.accept(keyfob.operator, keyfob.admin), Reason.LAST_ADMINISTRATOR);
        }
    }

    @Test
    void nobody_takes_it_from_themselves_however_many_there_are() {
        give(keyfob.bob, Role.ADMIN);

        for (BiConsumer<Actor, User> way : ways) {
            assertRefused(() -> way.accept(keyfob.signedIn(keyfob.admin), keyfob.admin), Reason.OWN_ADMINISTRATION);
        }

        assertThat(keyfob.users.find(keyfob.admin.id())).contains(keyfob.admin);
    }

    @Test
    void one_of_two_is_disabled_or_loses_the_role_and_then_the_other_is_the_last() {
        for (BiConsumer<Actor, User> way : ways) {
            give(keyfob.bob, Role.ADMIN);

            way.accept(keyfob.signedIn(keyfob.admin), keyfob.bob);

            assertRefused(() -> way.accept(keyfob.operator, keyfob.admin), Reason.LAST_ADMINISTRATOR);
            keyfob.useCases.users.enableUser.enable(keyfob.operator, keyfob.bob.email());
        }
    }

    @Test
    void other_roles_and_other_users_change_as_before() {
        keyfob.useCases.users.setRoles.set(
                keyfob.signedIn(keyfob.admin),
                keyfob.admin.email(),
                RoleChange.to(Set.of(Role.ADMIN, new Role("auditor"))));
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.bob.email());

        assertThat(keyfob.signedIn(keyfob.admin).may(Permission.TOKEN_MANAGE)).isTrue();
        assertThat(keyfob.users.find(keyfob.bob.id()).orElseThrow().isEnabled()).isFalse();
    }

    @Test
    void the_operator_does_it_all_the_same_where_that_is_said_and_nobody_else_does() {
        for (BiConsumer<Actor, User> way : evenOfTheLast) {
            assertRefused(() -> way.accept(keyfob.signedIn(keyfob.admin), keyfob.admin), Reason.OWN_ADMINISTRATION);

            way.accept(keyfob.operator, keyfob.admin);

            assertThat(keyfob.users.count(keyfob.settings.catalogue().allowed(Permission.TOKEN_MANAGE)))
                    .isZero();
            keyfob.useCases.users.enableUser.enable(keyfob.operator, keyfob.admin.email());
            give(keyfob.admin, Role.ADMIN);
        }
    }

    @Test
    void who_may_is_what_the_catalogue_says() {
        InMemoryKeyfob other = new InMemoryKeyfob(new TokenSettings(
                keyfob.settings.format(),
                PermissionCatalogue.of(Map.of("token:manage", "role:keeper")),
                keyfob.settings.policy()));
        other.useCases.users.setRoles.set(other.operator, other.bob.email(), RoleChange.to(Set.of(new Role("keeper"))));

        other.useCases.users.disableUser.disable(other.operator, other.admin.email());

        assertRefused(
                () -> other.useCases.users.disableUser.disable(other.operator, other.bob.email()),
                Reason.LAST_ADMINISTRATOR);
    }

    /** The provider decides: a person who lost the role there must not keep it here. */
    @Test
    void an_identity_provider_takes_the_role_even_from_the_last() {
        Identity identity = new Identity("https://id.example.com", "4711");
        Email email = new Email("bob@example.org");
        signIn(identity, email, Set.of(Role.ADMIN));
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.admin.email());

        signIn(identity, email, Set.of());

        assertThat(keyfob.users.findByEmail(email).orElseThrow().roles()).isEmpty();
    }

    private void signIn(Identity identity, Email email, Set<Role> roles) {
        keyfob.useCases.sessions.signInWithIdentity.signIn(
                new ProvenIdentity(identity, Optional.of(email), Optional.empty(), Optional.of(roles), "Company"),
                "192.0.2.1",
                "Firefox on Linux");
    }

    private void give(User user, Role role) {
        keyfob.useCases.users.setRoles.set(keyfob.operator, user.email(), RoleChange.by(Set.of(role), Set.of()));
    }
}
