package dev.keyfob.domain.permission;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The smaller set of permissions that was chosen for a token, when it was created or edited. Without one, the token has
 * the whole ceiling.
 */
public record Narrowing(Optional<SortedSet<Permission>> permissions) {

    private static final Narrowing NONE = new Narrowing(Optional.empty());

    public Narrowing {
        permissions = permissions.map(chosen -> Collections.unmodifiableSortedSet(new TreeSet<>(chosen)));
    }

    public static Narrowing none() {
        return NONE;
    }

    public static Narrowing to(Collection<Permission> chosen) {
        return new Narrowing(Optional.of(new TreeSet<>(chosen)));
    }

    public boolean covers(Permission permission) {
        return permissions.map(chosen -> chosen.contains(permission)).orElse(true);
    }
}
