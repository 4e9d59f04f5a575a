package dev.keyfob.domain.permission;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** Permissions under a name, such as "Read only", from which people start when they choose what a token may do. */
public record PermissionTemplate(String name, SortedSet<Permission> permissions) {

    public PermissionTemplate {
        permissions = Collections.unmodifiableSortedSet(new TreeSet<>(permissions));
    }
}
