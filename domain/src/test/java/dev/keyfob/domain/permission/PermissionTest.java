package dev.keyfob.domain.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionTest {

    @ParameterizedTest
    @ValueSource(strings = {"recipe:run", "a:b", "ast-2:up_load", "a:b:c:d"})
    void words_joined_by_colons_are_a_permission(String name) {
        assertThat(Permission.parse(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "recipe",
                ":run",
                "recipe:",
                "recipe::run",
                "Recipe:run",
                "recipe:run ",
                "recipe:run\n",
                "recipe:*",
                "a:b:c:d:e",
                "1a:b",
                "r\u00e9cipe:run",
                "a:abcdefghijklmnopqrstuvwxyz0123456"
            })
    void anything_else_is_none(String name) {
        assertThatThrownBy(() -> Permission.parse(name))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.PERMISSION_UNREADABLE));
        assertThatThrownBy(() -> new Permission(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_catalogue_is_a_copy_of_its_table() {
        Map<Permission, Requirement> table = new HashMap<>();
        PermissionCatalogue catalogue = new PermissionCatalogue(table);

        table.put(new Permission("recipe:run"), new Requirement.Everyone());

        assertThat(catalogue.permissions()).doesNotContain(new Permission("recipe:run"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Everyone", "everyone ", "sessions", "role", "admin", "none", "Nobody"})
    void a_requirement_is_one_of_four(String text) {
        assertThatThrownBy(() -> Requirement.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"role:", "role:Admin", "role:a b", "role:admin\n"})
    void a_requirement_of_a_role_names_a_role(String text) {
        assertThatThrownBy(() -> Requirement.parse(text))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.ROLE_UNREADABLE));
    }

    @Test
    void a_narrowing_is_a_copy_and_a_narrowing_to_nothing_covers_nothing() {
        Permission run = new Permission("recipe:run");
        Set<Permission> chosen = new TreeSet<>();
        Narrowing narrowing = Narrowing.to(chosen);

        chosen.add(run);

        assertThat(narrowing.covers(run)).isFalse();
        assertThat(Narrowing.none().covers(run)).isTrue();
        assertThat(narrowing).isNotEqualTo(Narrowing.none());
    }
}
