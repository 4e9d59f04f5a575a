package dev.keyfob.bootstrap;

import dev.keyfob.domain.permission.PermissionCatalogue;
import java.util.Optional;
import java.util.stream.Collectors;

/** The notice at the start about a catalogue that differs from what an earlier version made of the same settings. */
final class CatalogueNotice {

    private CatalogueNotice() {}

    static Optional<String> of(PermissionCatalogue catalogue) {
        if (catalogue.hasOnlyOwn()) {
            return Optional.of(
                    "The settings define no permissions, so tokens only identify their owners. Define yours under"
                            + " permissions in the settings file (docs/settings.md#permissions). Earlier versions had"
                            + " the demo's here, such as recipe:run.");
        }
        if (catalogue.leftOut().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(catalogue.leftOut().stream()
                .map(permission -> permission + ": "
                        + catalogue.requirementOf(permission).orElseThrow().text())
                .collect(Collectors.joining(
                        ", ",
                        "Built in beside the permissions of the settings file: ",
                        ". Earlier versions gave these to nobody in that case; write nobody behind one to switch it"
                                + " off (docs/settings.md#permissions).")));
    }
}
