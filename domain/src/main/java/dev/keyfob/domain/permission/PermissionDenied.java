package dev.keyfob.domain.permission;

import dev.keyfob.domain.Refusal;
import java.util.Optional;

/** A refusal because the actor lacks a permission. Its reason is the rule that denied it. */
public final class PermissionDenied extends Refusal {

    private final transient Permission permission;

    PermissionDenied(Permission permission, Denial denial) {
        super(denial.reason(), denial.explain(permission));
        this.permission = permission;
    }

    public Permission permission() {
        return permission;
    }

    /** Returns the permission that the actor lacks; empty if the refusal has another cause. */
    public static Optional<Permission> lackedBy(Refusal refusal) {
        return refusal instanceof PermissionDenied denied ? Optional.of(denied.permission) : Optional.empty();
    }
}
