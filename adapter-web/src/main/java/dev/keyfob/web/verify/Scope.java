package dev.keyfob.web.verify;

import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCeiling;
import java.util.Collection;
import java.util.List;

/** The permissions of a token: each name, and all of them separated by spaces. */
record Scope(List<String> names, String text) {

    /** Computes the scopes of tokens. Most tokens have no narrowing, so their scope is computed only once. */
    record Of(PermissionCeiling ceiling, Scope whole) {

        Of(PermissionCeiling ceiling) {
            this(ceiling, new Scope(ceiling.permissions()));
        }

        Scope token(Narrowing narrowing) {
            return narrowing.permissions().isEmpty() ? whole : new Scope(ceiling.permissions(narrowing));
        }
    }

    private Scope(Collection<Permission> permissions) {
        this(permissions.stream().map(Permission::name).toList());
    }

    private Scope(List<String> names) {
        this(names, String.join(" ", names));
    }
}
