package dev.keyfob.bootstrap;

import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.PermissionCatalogue;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the catalogue of permissions in the settings file; whatever is wrong with a line stops the start. */
final class CatalogueReader {

    static final String KEY = "permissions";

    private static final String EXPECTED =
            "permissions such as recipe:run on the left and everyone, session or role:<name> on the right;"
                    + " token:create, token:manage and audit:view never take everyone";

    private CatalogueReader() {}

    /** A permission whose line is blank on the right is not in the catalogue. One without any would stop everyone. */
    static PermissionCatalogue read(SettingsNode table) {
        Map<String, String> entries = new LinkedHashMap<>();
        table.fields(EXPECTED)
                .forEach(entry -> entry.text(EXPECTED).ifPresent(requirement -> {
                    try {
                        PermissionCatalogue.of(Map.of(entry.key(table), requirement));
                    } catch (IllegalArgumentException | Refusal e) {
                        throw entry.wrong("has the value \"" + requirement + "\"", EXPECTED);
                    }
                    entries.put(entry.key(table), requirement);
                }));
        if (entries.isEmpty()) {
            throw table.wrong(
                    "names no permission", EXPECTED + ". Leave it out for the catalogue that Keyfob comes with");
        }
        return PermissionCatalogue.of(entries);
    }
}
