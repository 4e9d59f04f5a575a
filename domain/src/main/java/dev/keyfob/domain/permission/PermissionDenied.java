package dev.keyfob.domain.permission;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.Optional;

/** A refusal because the actor lacks a permission. Its reason is the rule that denied it. */
public final class PermissionDenied extends Refusal {

    private final transient Permission permission;

    PermissionDenied(Permission permission, Reason reason) {
        super(reason, explain(permission, reason));
        this.permission = permission;
    }

    public Permission permission() {
        return permission;
    }

    /** Returns the permission that the actor lacks; empty if the refusal has another cause. */
    public static Optional<Permission> lackedBy(Refusal refusal) {
        return refusal instanceof PermissionDenied denied ? Optional.of(denied.permission) : Optional.empty();
    }

    private static String explain(Permission permission, Reason reason) {
        return switch (reason) {
            case ROLE_BOUND ->
                "The permission " + permission + " needs a role. Access tokens never carry roles,"
                        + " whoever owns them; sign in as a user who holds the role.";
            case SESSION_ONLY ->
                "The permission " + permission + " is for signed-in people, not for access tokens."
                        + " Sign in and do it there.";
            case NOT_GRANTED ->
                "This access token was narrowed at its creation and does not include " + permission
                        + ". Generate a token that includes it.";
            case ROLE_MISSING ->
                "The permission " + permission + " needs a role that you do not hold. Ask an administrator.";
            case SWITCHED_OFF ->
                "The permission " + permission + " is switched off here: the settings give it to nobody."
                        + " Ask the operator.";
            case UNKNOWN_PERMISSION ->
                "The permission " + permission + " is not known here, and unknown permissions are denied."
                        + " Check its spelling.";
            default -> throw new IllegalArgumentException("a permission is not denied as " + reason);
        };
    }
}
