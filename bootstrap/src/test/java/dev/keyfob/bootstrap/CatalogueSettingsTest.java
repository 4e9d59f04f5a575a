package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading the permissions from the settings. */
class CatalogueSettingsTest extends LoadedSettings {

    @Test
    void the_file_has_the_catalogue_beside_what_is_built_in() throws IOException {
        Path file = yaml("permissions:\n  report:view: everyone\n  report:delete: role:auditor\n");

        Settings settings = load(Map.of(), Map.of(), file);

        assertThat(settings.tokenSettings().ceiling().permissions()).containsExactly(new Permission("report:view"));
        assertThat(settings.tokenSettings().catalogue().permissions())
                .extracting(Permission::name)
                .containsExactly("audit:view", "report:delete", "report:view", "token:create", "token:manage");
    }

    @Test
    void a_server_has_no_permissions_of_the_sample_and_a_demo_has() {
        Settings server = load(Map.of(), Map.of(), null);
        Settings demo = Settings.load(Map.of(), Map.of(), Optional.empty(), PermissionCatalogue.sample());

        assertThat(server.tokenSettings().ceiling().permissions()).isEmpty();
        assertThat(server.tokenSettings().catalogue().permissions())
                .containsExactly(Permission.AUDIT_VIEW, Permission.TOKEN_CREATE, Permission.TOKEN_MANAGE);
        assertThat(demo.tokenSettings().ceiling().permissions()).contains(new Permission("recipe:run"));
    }

    @ParameterizedTest
    @CsvSource({"token:create, everyone", "token:manage, everyone", "token:manage, session", "audit:view, session"})
    void nothing_built_in_is_given_to_more_people_or_to_tokens(String permission, String wider) throws IOException {
        Path file = yaml("permissions:\n  " + permission + ": " + wider + "\n");

        assertThatThrownBy(() -> load(Map.of(), Map.of(), file))
                .hasMessageContaining("permissions." + permission)
                .hasMessageContaining(
                        "token:create takes session or less, token:manage and audit:view a role or nobody");
    }

    @Test
    void a_bad_requirement_in_the_catalogue_is_named() throws IOException {
        Path file = yaml("permissions:\n  report:view: everybody\n");

        assertThatThrownBy(() -> load(Map.of(), Map.of(), file))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining("permissions.report:view")
                .hasMessageContaining("everybody");
    }
}
