package dev.keyfob.application.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.RoleChange;
import dev.keyfob.domain.user.User;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdministratorsTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void they_are_the_enabled_people_who_may_manage_tokens() {
        keyfob.useCases.users.setRoles.set(keyfob.operator, keyfob.bob.email(), RoleChange.to(Set.of(Role.ADMIN)));
        Administrators administrators = new Administrators(keyfob.users, keyfob.settings.catalogue());

        assertThat(administrators.list())
                .extracting(User::email)
                .containsExactlyInAnyOrder(keyfob.admin.email(), keyfob.bob.email());
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.admin.email());
        assertThat(administrators.list()).extracting(User::email).containsExactly(keyfob.bob.email());
    }
}
