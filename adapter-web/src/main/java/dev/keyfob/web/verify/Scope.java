package dev.keyfob.web.verify;

import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCeiling;
import java.util.Collection;
import java.util.List;

/** What a token may do, as answers write it: each name, and all of them separated by spaces. */
record Scope(List<String> names, String text) {

    /** That of every token, worked out once for the many that are not narrowed. */
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
