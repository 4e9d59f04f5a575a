package dev.keyfob.domain.permission;

import dev.keyfob.domain.Reason;
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
 * The table of permissions and what each requires. What is not in it is denied.
 *
 * <p>What Keyfob itself asks about is built in: a table need not name it, and may say more strictly who holds it. A
 * token that had one of these could make, widen or end others, so none takes {@code everyone}.
 *
 * <p>Users are judged here, by the roles they hold. Tokens are judged by {@link PermissionCeiling} and nowhere else.
 */
public final class PermissionCatalogue {

    /** What Keyfob itself asks about, with the most that each gives. */
    private static final Map<Permission, Requirement> OWN = Map.of(
            Permission.TOKEN_CREATE, new Requirement.Session(),
            Permission.TOKEN_MANAGE, new Requirement.HeldRole(Role.ADMIN),
            Permission.AUDIT_VIEW, new Requirement.HeldRole(Role.ADMIN));

    private final Map<Permission, Requirement> requirements;
    private final Map<String, Permission> byName;
    private final SortedSet<Permission> leftOut;
    private final List<PermissionTemplate> templates;

    /** What {@code table} says, and of Keyfob's own what it leaves out. */
    public PermissionCatalogue(Map<Permission, Requirement> table) {
        this(table, List.of());
    }

    private PermissionCatalogue(Map<Permission, Requirement> table, List<PermissionTemplate> templates) {
        Map<Permission, Requirement> all = new HashMap<>(OWN);
        all.putAll(table);
        OWN.forEach((permission, widest) -> {
            if (!all.getOrDefault(permission, widest).isWithin(widest)) {
                throw new IllegalArgumentException(permission + " gives no more than " + widest.text());
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

    /** Keyfob's own permissions alone: the catalogue where the settings define none. */
    public static PermissionCatalogue builtIn() {
        return new PermissionCatalogue(Map.of());
    }

    /** The catalogue of a code-transformation platform, as the demo and examples have it. */
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
     * Reads a table of text, such as {@code recipe:deploy -> role:admin}.
     *
     * @throws IllegalArgumentException where a name or a requirement cannot be read
     */
    public static PermissionCatalogue of(Map<String, String> table) {
        Map<Permission, Requirement> requirements = new TreeMap<>();
        table.forEach((name, requirement) -> requirements.put(new Permission(name), Requirement.parse(requirement)));
        return new PermissionCatalogue(requirements);
    }

    /** The same table with these templates, in the place of those that it had. */
    public PermissionCatalogue with(List<PermissionTemplate> others) {
        Map<Permission, Requirement> table = new HashMap<>(requirements);
        table.keySet().removeAll(leftOut);
        return new PermissionCatalogue(table, others);
    }

    /** From what people may start when they choose the permissions of a token. */
    public List<PermissionTemplate> templates() {
        return templates;
    }

    /**
     * The permission of that name, which need not be in the table.
     *
     * @throws Refusal PERMISSION_UNREADABLE where it is not written like one
     */
    public Permission named(String typed) {
        Permission known = byName.get(typed);
        return known == null ? Permission.parse(typed) : known;
    }

    /** What is needed for it; empty where the table does not have it. */
    public Optional<Requirement> requirementOf(Permission permission) {
        return Optional.ofNullable(requirements.get(permission));
    }

    /** All that the table has. */
    public SortedSet<Permission> permissions() {
        return new TreeSet<>(requirements.keySet());
    }

    /** The roles that administration takes here: of {@code token:manage} and {@code audit:view}. */
    public SortedSet<Role> administratorRoles() {
        SortedSet<Role> roles = new TreeSet<>();
        for (Permission permission : List.of(Permission.TOKEN_MANAGE, Permission.AUDIT_VIEW)) {
            if (requirements.get(permission) instanceof Requirement.HeldRole held) {
                roles.add(held.role());
            }
        }
        return roles;
    }

    /** Permissions of Keyfob itself that the table left out: the built-in requirements hold for them. */
    public SortedSet<Permission> leftOut() {
        return leftOut;
    }

    /** Whether no permission of another program is defined. Tokens then only say whose they are. */
    public boolean hasOnlyOwn() {
        return requirements.size() == OWN.size();
    }

    /** The enabled users who may do it. */
    public UserFilter allowed(Permission permission) {
        return new UserFilter.All(List.of(
                new UserFilter.IsEnabled(),
                requirementOf(permission).map(Requirement::fulfilledBy).orElse(UserFilter.nobody())));
    }

    /** May this signed-in user do it? */
    public Decision decide(User user, Permission permission) {
        return requirementOf(permission)
                .map(requirement -> new Decision(permission, requirement.againstSession(user.roles())))
                .orElseGet(() -> Decision.denied(permission, Reason.UNKNOWN_PERMISSION));
    }
}
