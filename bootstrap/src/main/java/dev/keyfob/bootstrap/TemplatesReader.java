package dev.keyfob.bootstrap;

import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionTemplate;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the templates of permissions from the settings file. Any error in a line stops the start. */
final class TemplatesReader {

    static final String KEY = "permission_templates";

    private static final String EXPECTED =
            "a name such as Read only on the left, and on the right permissions of everyone, as a list or separated by"
                    + " spaces";

    private TemplatesReader() {}

    /** Reads the table. A template with a blank value is ignored. */
    static List<PermissionTemplate> read(SettingsNode table) {
        return table.fields(EXPECTED).stream()
                .flatMap(entry -> entry
                        .words(EXPECTED)
                        .map(names -> new PermissionTemplate(
                                entry.key(table),
                                Stream.of(names.split(" "))
                                        .map(name -> permission(entry, name))
                                        .collect(Collectors.toCollection(TreeSet::new))))
                        .stream())
                .toList();
    }

    private static Permission permission(SettingsNode entry, String name) {
        try {
            return Permission.parse(name);
        } catch (Refusal e) {
            throw entry.wrong("names \"" + name + "\"", EXPECTED);
        }
    }
}
