package dev.keyfob.web.verify;

import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCeiling;
import java.util.Collection;
import java.util.List;

/** The permissions of a token: each name, and all of them separated by spaces. */
record Scope(List<String> names, String text) {

    /**
     * Returns the scopes of tokens. The scope of tokens without a narrowing is computed once, because most tokens have
     * it.
     */
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
