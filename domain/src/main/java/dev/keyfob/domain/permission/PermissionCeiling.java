package dev.keyfob.domain.permission;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The permissions that a token can ever reach: exactly those that the catalogue marks {@code everyone}.
 *
 * <p>This is Keyfob's promise, and all of it. The owner is not a parameter: whatever roles the owner holds, gains or
 * loses, the answer about a token is the same. It is computed at every use and never written into tokens, so a change
 * of the catalogue holds for every token at once.
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

    /** What a usable token with this narrowing may do, and nothing else. */
    public SortedSet<Permission> permissions(Narrowing narrowing) {
        return narrowing.permissions().isEmpty() ? permissions : reachable(narrowing);
    }

    private SortedSet<Permission> reachable(Narrowing narrowing) {
        return catalogue.permissions().stream()
                .filter(permission -> decide(narrowing, permission).isAllowed())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Refuses a choice that no token can have. */
    public void requireWithin(Narrowing narrowing) {
        SortedSet<Permission> reachable = permissions();
        narrowing.permissions().stream()
                .flatMap(chosen -> chosen.stream())
                .filter(chosen -> !reachable.contains(chosen))
                .findFirst()
                .ifPresent(above -> {
                    throw new Refusal(
                            Reason.PERMISSION_ABOVE_CEILING,
                            "No token can have " + above + ". Choose among " + reachable + ".");
                });
    }

    /** May a usable token with this narrowing do it? */
    public Decision decide(Narrowing narrowing, Permission permission) {
        return catalogue
                .requirementOf(permission)
                .map(requirement -> requirement
                        .againstToken()
                        .map(reason -> Decision.denied(permission, reason))
                        .orElseGet(() -> withinNarrowing(narrowing, permission)))
                .orElseGet(() -> Decision.denied(permission, Reason.UNKNOWN_PERMISSION));
    }

    private static Decision withinNarrowing(Narrowing narrowing, Permission permission) {
        return narrowing.covers(permission)
                ? Decision.allowed(permission)
                : Decision.denied(permission, Reason.NOT_GRANTED);
    }
}
