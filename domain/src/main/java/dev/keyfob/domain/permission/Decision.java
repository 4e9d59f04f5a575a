package dev.keyfob.domain.permission;

import dev.keyfob.domain.Reason;
import java.util.Optional;

/** The decision whether an actor has a permission: allowed, or denied with the reason. */
public record Decision(Permission permission, Optional<Denial> denial) {

    public static Decision allowed(Permission permission) {
        return new Decision(permission, Optional.empty());
    }

    public static Decision denied(Permission permission, Denial denial) {
        return new Decision(permission, Optional.of(denial));
    }

    /** Returns the reason of the denial; empty if the permission is allowed. */
    public Optional<Reason> reason() {
        return denial.map(Denial::reason);
    }

    public boolean isAllowed() {
        return denial.isEmpty();
    }

    /** Throws a refusal if the permission is denied; otherwise does nothing. */
    public void orRefuse() {
        if (!isAllowed()) {
            throw refusal();
        }
    }

    /**
     * Returns the denial as an exception.
     *
     * @throws java.util.NoSuchElementException if the permission is allowed
     */
    public PermissionDenied refusal() {
        return new PermissionDenied(permission, denial.orElseThrow());
    }
}
