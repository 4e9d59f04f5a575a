package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.domain.permission.PermissionCatalogue;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The server logs at startup if it interprets the settings differently from an earlier version. */
class CatalogueNoticeTest {

    @Test
    void settings_without_permissions_no_longer_mean_the_samples() {
        assertThat(CatalogueNotice.of(PermissionCatalogue.builtIn()))
                .hasValueSatisfying(line -> assertThat(line)
                        .startsWith("The settings define no permissions")
                        .contains("Earlier versions had the demo's here")
                        .doesNotContain("\n"));
    }

    @Test
    void what_a_catalogue_leaves_out_is_built_in() {
        PermissionCatalogue catalogue =
                PermissionCatalogue.of(Map.of("report:view", "everyone", "token:create", "session"));

        assertThat(CatalogueNotice.of(catalogue))
                .hasValueSatisfying(line -> assertThat(line)
                        .contains("audit:view: role:admin, token:manage: role:admin.")
                        .contains("Earlier versions gave these to nobody")
                        .doesNotContain("token:create", "\n"));
    }

    @Test
    void nothing_is_said_of_a_catalogue_that_means_what_it_meant() {
        PermissionCatalogue complete = PermissionCatalogue.of(Map.of(
                "report:view", "everyone",
                "token:create", "session",
                "token:manage", "role:admin",
                "audit:view", "nobody"));

        assertThat(CatalogueNotice.of(complete)).isEmpty();
    }
}
