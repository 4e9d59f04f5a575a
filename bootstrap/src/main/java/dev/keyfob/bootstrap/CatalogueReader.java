package dev.keyfob.bootstrap;

import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.permission.PermissionCeiling;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the catalogue of permissions in the settings file; whatever is wrong with a line stops the start. */
final class CatalogueReader {

    static final String KEY = "permissions";

    private static final String EXPECTED =
            "permissions such as recipe:run on the left and everyone, session, role:<name> or nobody on the right;"
                    + " token:create takes session or less, token:manage and audit:view a role or nobody";

    /**
     * Each answer of {@code /auth/check} holds the names that are for everyone in one header. nginx reads the head of
     * an answer into 4096 bytes; the other headers need up to 2700 of them, with the longest name of a token in another
     * script.
     */
    private static final int LONGEST_NAMES = 1300;

    private CatalogueReader() {}

    /** A permission whose line is blank on the right is not given. A table without any is a mistake. */
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
