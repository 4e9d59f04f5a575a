package dev.keyfob.bootstrap;

import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.permission.PermissionCeiling;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the catalogue of permissions from the settings file. Any error in it stops the start. */
final class CatalogueReader {

    static final String KEY = "permissions";

    private static final String EXPECTED =
            "permissions such as recipe:run on the left and everyone, session, role:<name> or nobody on the right;"
                    + " token:create takes session or less, token:manage and audit:view a role or nobody";

    /**
     * The longest total of the names of all permissions of everyone, in characters with the spaces between them.
     * {@code /auth/check} returns these names in one header for a token that is not narrowed. nginx reads response
     * headers into 4096 bytes, and the other headers need up to 2700 of them if a token has the longest name in a
     * non-Latin script.
     */
    private static final int LONGEST_NAMES = 1300;

    private CatalogueReader() {}

    /** Reads the table. A permission with a blank value is ignored. A table without any permission is an error. */
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
                    "names no permission", EXPECTED + ". Leave it out to have no permission but Keyfob's own");
        }
        PermissionCatalogue catalogue = PermissionCatalogue.of(entries);
        int length = new PermissionCeiling(catalogue)
                .permissions().stream()
                        .map(Permission::name)
                        .collect(Collectors.joining(" "))
                        .length();
        if (length > LONGEST_NAMES) {
            throw table.wrong(
                    "has permissions of everyone whose names are " + length + " characters long together, which a proxy"
                            + " does not take in one header",
                    "at most " + LONGEST_NAMES + " characters of them, spaces between them included. Shorten the names,"
                            + " or put several permissions together");
        }
        return catalogue;
    }
}
