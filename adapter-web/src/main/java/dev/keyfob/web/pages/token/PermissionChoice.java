package dev.keyfob.web.pages.token;

import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.permission.PermissionCeiling;
import dev.keyfob.domain.permission.Requirement;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A permission as pages show it: in words, selected in the form or not, and why no token can have it, if so. */
public record PermissionChoice(String name, String words, String why, boolean chosen) {

    private static final Map<String, String> OBJECTS = Map.of("ast", "ASTs", "audit", "the audit log");

    /** Returns the permissions that tokens can have. Those that the narrowing covers are selected. */
    public static List<PermissionChoice> reachable(PermissionCeiling ceiling, Narrowing narrowing) {
        return ceiling.permissions().stream()
                .map(permission ->
                        new PermissionChoice(permission.name(), words(permission), "", narrowing.covers(permission)))
                .toList();
    }

    /** Returns the permissions that no token can have, whoever owns it. */
    public static List<PermissionChoice> unreachable(PermissionCatalogue catalogue, PermissionCeiling ceiling) {
        return catalogue.permissions().stream()
                .filter(permission -> !ceiling.permissions().contains(permission))
                .map(permission -> new PermissionChoice(
                        permission.name(),
                        words(permission),
                        why(catalogue.requirementOf(permission).orElseThrow()),
                        false))
                .toList();
    }

    private static String why(Requirement requirement) {
        if (requirement instanceof Requirement.HeldRole held) {
            return "Needs the role " + held.role().name() + ", and tokens never carry roles";
        }
        return requirement instanceof Requirement.Nobody ? "Switched off for everyone" : "Only in person, signed in";
    }

    // recipe:run becomes "Run recipes". The part after the last colon is the verb.
    public static String words(Permission permission) {
        int colon = permission.name().lastIndexOf(':');
        String verb = permission.name().substring(colon + 1);
        String object = permission.name().substring(0, colon).replace(':', ' ').replace('-', ' ');
        String known = OBJECTS.get(object);
        String many = object.endsWith("y") ? object.substring(0, object.length() - 1) + "ies" : object + "s";
        return verb.substring(0, 1).toUpperCase(Locale.ROOT) + verb.substring(1) + " " + (known == null ? many : known);
    }
}
