package dev.keyfob.application.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.permission.ShowCatalogue.Entry;
import dev.keyfob.domain.permission.Requirement;
import dev.keyfob.domain.user.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShowCatalogueTest {

    private static final Role BUILDER = new Role("builder");

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final ShowCatalogue showCatalogue = keyfob.useCases.users.showCatalogue;

    @Test
    void every_permission_is_shown_with_what_it_requires_and_who_may_use_it_now() {
        Entry deploy = entry("recipe:deploy");
        Entry run = entry("recipe:run");

        assertThat(deploy.requirement()).isEqualTo(new Requirement.HeldRole(Role.ADMIN));
        assertThat(deploy.some()).containsExactly(keyfob.admin);
        assertThat(run.requirement()).isEqualTo(new Requirement.Everyone());
        assertThat(run.people()).isEqualTo(3);
        assertThat(run.some()).containsExactly(keyfob.admin, keyfob.alice, keyfob.bob);
        assertThat(showCatalogue.show(keyfob.operator))
                .hasSameSizeAs(keyfob.settings.catalogue().permissions());
    }

    @Test
    void disabled_users_may_use_nothing() {
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.bob.email());

        assertThat(entry("recipe:run").people()).isEqualTo(2);
        assertThat(entry("recipe:run").some()).containsExactly(keyfob.admin, keyfob.alice);
    }

    @Test
    void a_role_counts_that_a_permission_or_the_policy_asks_for() {
        List<Role> before = List.copyOf(showCatalogue.roles(keyfob.operator));
        keyfob.setPolicy("creation=role:builder");
        List<Role> after = List.copyOf(showCatalogue.roles(keyfob.operator));

        assertThat(before).containsExactly(Role.ADMIN);
        assertThat(after).containsExactly(Role.ADMIN, BUILDER);
    }

    @Test
    void roles_that_count_for_nothing_are_warned_of_by_name() {
        assertThat(showCatalogue.warningAbout(keyfob.operator, List.of(Role.ADMIN)))
                .isEmpty();
        assertThat(showCatalogue.warningAbout(keyfob.operator, List.of(BUILDER, Role.ADMIN)))
                .contains("No permission requires the role builder, so it has no effect. Roles with an effect: admin.");
    }

    private Entry entry(String permission) {
        return showCatalogue.show(keyfob.operator).stream()
                .filter(entry -> entry.permission().name().equals(permission))
                .findFirst()
                .orElseThrow();
    }
}
