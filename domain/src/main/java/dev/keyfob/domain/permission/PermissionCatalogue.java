package dev.keyfob.domain.permission;

import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserFilter;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of permissions and their requirements. A permission that is not in it is denied.
 *
 * <p>The permissions that Keyfob itself checks are built in. A table may leave them out, and may make their
 * requirements stricter or name another role, but not make them wider. None of them may be {@code everyone}, because a
 * token with one of these could create, extend or revoke other tokens.
 *
 * <p>This class decides for users, by the roles they hold. Only {@link PermissionCeiling} decides for tokens.
 */
public final class PermissionCatalogue {

    /** The permissions that Keyfob itself checks, with the widest requirement that each may have. */
    private static final Map<Permission, Requirement> OWN = Map.of(
            Permission.TOKEN_CREATE, new Requirement.Session(),
            Permission.TOKEN_MANAGE, new Requirement.HeldRole(Role.ADMIN),
            Permission.AUDIT_VIEW, new Requirement.HeldRole(Role.ADMIN));

    private final Map<Permission, Requirement> requirements;
    private final Map<String, Permission> byName;
    private final SortedSet<Permission> leftOut;
    private final List<PermissionTemplate> templates;

    /**
     * Creates a catalogue from {@code table}, with the built-in requirements for Keyfob's own permissions that it
     * leaves out.
     */
    public PermissionCatalogue(Map<Permission, Requirement> table) {
        this(table, List.of());
    }

    private PermissionCatalogue(Map<Permission, Requirement> table, List<PermissionTemplate> templates) {
        Map<Permission, Requirement> all = new HashMap<>(OWN);
        all.putAll(table);
        OWN.forEach((permission, widest) -> {
            if (!all.getOrDefault(permission, widest).isWithin(widest)) {
                throw new IllegalArgumentException(permission + " may not be wider than " + widest.text());
            }
        });
        this.requirements = Map.copyOf(all);
        this.leftOut = OWN.keySet().stream()
                .filter(permission -> !table.containsKey(permission))
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(TreeSet::new), Collections::unmodifiableSortedSet));
        this.templates = List.copyOf(templates);
        this.byName =
                all.keySet().stream().collect(Collectors.toUnmodifiableMap(Permission::name, permission -> permission));
    }

    /** Returns a catalogue of only Keyfob's own permissions, for settings that define none. */
    public static PermissionCatalogue builtIn() {
        return new PermissionCatalogue(Map.of());
    }

    /** Returns the catalogue of a code-transformation platform, which the demo and the examples use. */
    public static PermissionCatalogue sample() {
        Map<String, String> table = new LinkedHashMap<>();
        table.put("recipe:view", "everyone");
        table.put("recipe:run", "everyone");
        table.put("result:view", "everyone");
        table.put("activity:view", "everyone");
        table.put("recipe:deploy", "role:admin");
        table.put("ast:upload", "role:admin");
        return of(table)
                .with(List.of(
                        template("Read only", "activity:view", "recipe:view", "result:view"),
                        template("Run recipes", "recipe:run", "recipe:view", "result:view")));
    }

    private static PermissionTemplate template(String name, String... permissions) {
        return new PermissionTemplate(
                name, Stream.of(permissions).map(Permission::new).collect(Collectors.toCollection(TreeSet::new)));
    }

    /**
     * Parses a table such as {@code recipe:deploy -> role:admin}.
     *
     * @throws IllegalArgumentException if a name or a requirement cannot be parsed
     */
    public static PermissionCatalogue of(Map<String, String> table) {
        Map<Permission, Requirement> requirements = new TreeMap<>();
        table.forEach((name, requirement) -> requirements.put(new Permission(name), Requirement.parse(requirement)));
        return new PermissionCatalogue(requirements);
    }

    /** Returns the same table with these templates instead of its own. */
    public PermissionCatalogue with(List<PermissionTemplate> others) {
        Map<Permission, Requirement> table = new HashMap<>(requirements);
        table.keySet().removeAll(leftOut);
        return new PermissionCatalogue(table, others);
    }

    /** Returns the templates that users can start from when they choose the permissions of a token. */
    public List<PermissionTemplate> templates() {
        return templates;
    }

    /**
     * Returns the permission of that name, which may be missing in the table.
     *
     * @throws Refusal PERMISSION_UNREADABLE if it does not have the form of a permission
     */
    public Permission named(String typed) {
        Permission known = byName.get(typed);
        return known == null ? Permission.parse(typed) : known;
    }

    /** Returns the requirement of this permission; empty if it is not in the table. */
    public Optional<Requirement> requirementOf(Permission permission) {
        return Optional.ofNullable(requirements.get(permission));
    }

    /** Returns all permissions in the table. */
    public SortedSet<Permission> permissions() {
        return new TreeSet<>(requirements.keySet());
    }

    /** Returns the roles that administration requires: those for {@code token:manage} and {@code audit:view}. */
    public SortedSet<Role> administratorRoles() {
        SortedSet<Role> roles = new TreeSet<>();
        for (Permission permission : List.of(Permission.TOKEN_MANAGE, Permission.AUDIT_VIEW)) {
            if (requirements.get(permission) instanceof Requirement.HeldRole held) {
                roles.add(held.role());
            }
        }
        return roles;
    }

    /** Returns Keyfob's own permissions that the table leaves out. The built-in requirements apply to them. */
    public SortedSet<Permission> leftOut() {
        return leftOut;
    }

    /** Whether the table defines no permission of another program. Tokens then only identify their owners. */
    public boolean hasOnlyOwn() {
        return requirements.size() == OWN.size();
    }

    /** Returns a filter for the enabled users who have this permission. */
    public UserFilter allowed(Permission permission) {
        return new UserFilter.All(List.of(
                new UserFilter.IsEnabled(),
                requirementOf(permission).map(Requirement::fulfilledBy).orElse(UserFilter.nobody())));
    }

    /** Decides whether this signed-in user has the permission. */
    public Decision decide(User user, Permission permission) {
        return requirementOf(permission)
                .map(requirement -> new Decision(permission, requirement.againstSession(user.roles())))
                .orElseGet(() -> Decision.denied(permission, Denial.UNKNOWN_PERMISSION));
    }
}
