package dev.keyfob.domain.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The permissions that Keyfob itself checks: they exist without being in the settings, and no token has them. */
class BuiltInPermissionsTest {

    private static final User PERSON = user(Set.of());
    private static final User ADMIN = user(Set.of(Role.ADMIN));

    @Test
    void a_catalogue_that_names_none_of_them_has_them_all() {
        PermissionCatalogue catalogue = PermissionCatalogue.of(Map.of("report:view", "everyone"));

        assertThat(catalogue.leftOut())
                .containsExactly(Permission.AUDIT_VIEW, Permission.TOKEN_CREATE, Permission.TOKEN_MANAGE);
        assertThat(catalogue.decide(PERSON, Permission.TOKEN_CREATE).isAllowed())
                .isTrue();
        assertThat(catalogue.decide(PERSON, Permission.TOKEN_MANAGE).denial()).contains(Denial.ROLE_MISSING);
        assertThat(catalogue.decide(ADMIN, Permission.TOKEN_MANAGE).isAllowed()).isTrue();
        assertThat(catalogue.decide(ADMIN, Permission.AUDIT_VIEW).isAllowed()).isTrue();
        assertThat(new PermissionCeiling(catalogue).permissions()).containsExactly(new Permission("report:view"));
    }

    @Test
    void a_catalogue_may_say_more_strictly_who_holds_them() {
        PermissionCatalogue catalogue =
                PermissionCatalogue.of(Map.of("token:create", "role:admin", "token:manage", "role:keeper"));

        assertThat(catalogue.leftOut()).containsExactly(Permission.AUDIT_VIEW);
        assertThat(catalogue.decide(PERSON, Permission.TOKEN_CREATE).denial()).contains(Denial.ROLE_MISSING);
        assertThat(catalogue.decide(ADMIN, Permission.TOKEN_MANAGE).denial()).contains(Denial.ROLE_MISSING);
        assertThat(catalogue
                        .decide(user(Set.of(new Role("keeper"))), Permission.TOKEN_MANAGE)
                        .isAllowed())
                .isTrue();
    }

    @Test
    void nobody_switches_one_off_for_people_and_tokens() {
        PermissionCatalogue catalogue = PermissionCatalogue.of(Map.of("token:create", "nobody"));
        PermissionCeiling ceiling = new PermissionCeiling(catalogue);

        assertThat(catalogue.decide(ADMIN, Permission.TOKEN_CREATE).denial()).contains(Denial.SWITCHED_OFF);
        assertThat(ceiling.decide(Narrowing.none(), Permission.TOKEN_CREATE).denial())
                .contains(Denial.SWITCHED_OFF);
        assertThat(catalogue.allowed(Permission.TOKEN_CREATE).matches(ADMIN, () -> 0))
                .isFalse();
        assertThatThrownBy(
                        () -> catalogue.decide(ADMIN, Permission.TOKEN_CREATE).orRefuse())
                .hasMessageContaining("token:create is switched off");
    }

    // An operator cannot let tokens or all users create or manage tokens by mistake.
    @ParameterizedTest
    @CsvSource({
        "token:create, everyone",
        "token:manage, everyone",
        "audit:view, everyone",
        "token:manage, session",
        "audit:view, session"
    })
    void none_of_them_is_given_to_more_than_what_is_built_in(String permission, String wider) {
        assertThatThrownBy(() -> PermissionCatalogue.of(Map.of(permission, wider)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(permission);
    }

    @Test
    void a_catalogue_of_them_alone_defines_nothing() {
        assertThat(PermissionCatalogue.builtIn().hasOnlyOwn()).isTrue();
        assertThat(PermissionCatalogue.of(Map.of("token:create", "nobody")).hasOnlyOwn())
                .isTrue();
        assertThat(PermissionCatalogue.of(Map.of("report:view", "nobody")).hasOnlyOwn())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"everyone", "session", "role:admin", "nobody"})
    void a_requirement_reads_as_it_is_written(String text) {
        assertThat(Requirement.parse(text).text()).isEqualTo(text);
    }

    private static User user(Set<Role> roles) {
        return User.joining(new Email("alice@example.com"), List.copyOf(roles), Instant.parse("2026-11-24T09:30:00Z"));
    }
}
