package dev.keyfob.domain.permission;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** A named set of permissions, such as "Read only", that users can start from when they choose what a token may do. */
public record PermissionTemplate(String name, SortedSet<Permission> permissions) {

    public PermissionTemplate {
        permissions = Collections.unmodifiableSortedSet(new TreeSet<>(permissions));
    }
}
