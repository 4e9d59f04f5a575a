package dev.keyfob.domain.permission;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The table of permissions and what each requires. What is not in it is denied.
 *
 * <p>Users are judged here, by the roles they hold. Tokens are judged by {@link PermissionCeiling} and nowhere else.
 */
public final class PermissionCatalogue {

    /** What Keyfob itself asks for. A token that had one of these could make, widen or end others. */
    private static final Set<Permission> NEVER_BY_TOKEN =
            Set.of(Permission.TOKEN_CREATE, Permission.TOKEN_MANAGE, Permission.AUDIT_VIEW);

    private final Map<Permission, Requirement> requirements;
    private final Map<String, Permission> byName;

    public PermissionCatalogue(Map<Permission, Requirement> requirements) {
        for (Permission reserved : NEVER_BY_TOKEN) {
            if (requirements.containsKey(reserved)
                    && requirements.get(reserved).againstToken().isEmpty()) {
                throw new IllegalArgumentException(reserved + " is never for everyone");
            }
        }
        this.requirements = Map.copyOf(requirements);
        this.byName = requirements.keySet().stream()
                .collect(Collectors.toUnmodifiableMap(Permission::name, permission -> permission));
    }

    /** The catalogue of a code-transformation platform, used where the operator configures none. */
    public static PermissionCatalogue standard() {
        Map<String, String> table = new LinkedHashMap<>();
        table.put("recipe:view", "everyone");
        table.put("recipe:run", "everyone");
        table.put("result:view", "everyone");
        table.put("activity:view", "everyone");
        table.put("recipe:deploy", "role:admin");
        table.put("ast:upload", "role:admin");
        table.put("audit:view", "role:admin");
        table.put("token:manage", "role:admin");
        table.put("token:create", "session");
        return of(table);
    }

    /** Reads a table of text, such as {@code recipe:deploy -> role:admin}. */
    public static PermissionCatalogue of(Map<String, String> table) {
        Map<Permission, Requirement> requirements = new TreeMap<>();
        table.forEach((name, requirement) -> requirements.put(new Permission(name), Requirement.parse(requirement)));
        return new PermissionCatalogue(requirements);
    }

    /** The permission of that name, which need not be in the table. Refuses what is not written like one. */
    public Permission named(String typed) {
        Permission known = byName.get(typed);
        return known == null ? Permission.parse(typed) : known;
    }

    public Optional<Requirement> requirementOf(Permission permission) {
        return Optional.ofNullable(requirements.get(permission));
    }

    public SortedSet<Permission> permissions() {
        return new TreeSet<>(requirements.keySet());
    }

    /** The enabled users who may do it. */
    public UserFilter allowed(Permission permission) {
        return new UserFilter.All(List.of(
                new UserFilter.IsEnabled(),
                requirementOf(permission).map(Requirement::fulfilledBy).orElse(new UserFilter.Any(List.of()))));
    }

    /** May this signed-in user do it? */
    public Decision decide(User user, Permission permission) {
        return requirementOf(permission)
                .map(requirement -> new Decision(permission, requirement.againstSession(user.roles())))
                .orElseGet(() -> Decision.denied(permission, Reason.UNKNOWN_PERMISSION));
    }
}
