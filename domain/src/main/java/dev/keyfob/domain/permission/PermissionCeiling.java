package dev.keyfob.domain.permission;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The permissions that a token can ever have: exactly those that the catalogue marks {@code everyone}.
 *
 * <p>This is Keyfob's whole promise. The owner is not a parameter: whichever roles the owner holds, gains or loses, the
 * decision about a token is the same. It is computed at every use and never stored in tokens, so a change of the
 * catalogue applies to all tokens at once.
 */
public final class PermissionCeiling {

    private final PermissionCatalogue catalogue;
    private final SortedSet<Permission> permissions;

    public PermissionCeiling(PermissionCatalogue catalogue) {
        this.catalogue = catalogue;
        this.permissions = Collections.unmodifiableSortedSet(reachable(Narrowing.none()));
    }

    public SortedSet<Permission> permissions() {
        return permissions;
    }

    /** Returns everything that a usable token with this narrowing may do. */
    public SortedSet<Permission> permissions(Narrowing narrowing) {
        return narrowing.permissions().isEmpty() ? permissions : reachable(narrowing);
    }

    private SortedSet<Permission> reachable(Narrowing narrowing) {
        return catalogue.permissions().stream()
                .filter(permission -> decide(narrowing, permission).isAllowed())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Refuses a narrowing that includes a permission above the ceiling. */
    public void requireWithin(Narrowing narrowing) {
        SortedSet<Permission> reachable = permissions();
        narrowing.permissions().stream()
                .flatMap(chosen -> chosen.stream())
                .filter(chosen -> !reachable.contains(chosen))
                .findFirst()
                .ifPresent(above -> {
                    throw new Refusal(
                            Reason.PERMISSION_ABOVE_CEILING,
                            "No token can have " + above + ". Choose among "
                                    + reachable.stream().map(Permission::name).collect(Collectors.joining(", "))
                                    + ".");
                });
    }

    /** Decides whether a usable token with this narrowing has the permission. */
    public Decision decide(Narrowing narrowing, Permission permission) {
        return catalogue
                .requirementOf(permission)
                .map(requirement -> requirement
                        .againstToken()
                        .map(denial -> Decision.denied(permission, denial))
                        .orElseGet(() -> withinNarrowing(narrowing, permission)))
                .orElseGet(() -> Decision.denied(permission, Denial.UNKNOWN_PERMISSION));
    }

    private static Decision withinNarrowing(Narrowing narrowing, Permission permission) {
        return narrowing.covers(permission)
                ? Decision.allowed(permission)
                : Decision.denied(permission, Denial.NOT_GRANTED);
    }
}
