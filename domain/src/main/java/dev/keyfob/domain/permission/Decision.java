package dev.keyfob.domain.permission;

import dev.keyfob.domain.Reason;
import java.util.Optional;

/** The answer to "may it do this?": yes, or no with the reason. */
public record Decision(Permission permission, Optional<Reason> denial) {

    public static Decision allowed(Permission permission) {
        return new Decision(permission, Optional.empty());
    }

    public static Decision denied(Permission permission, Reason reason) {
        return new Decision(permission, Optional.of(reason));
    }

    public boolean isAllowed() {
        return denial.isEmpty();
    }

    /** Does nothing where the answer is yes; refuses where it is no. */
    public void orRefuse() {
        if (!isAllowed()) {
            throw refusal();
        }
    }

    /**
     * The no, in words.
     *
     * @throws java.util.NoSuchElementException where the answer is yes
     */
    public PermissionDenied refusal() {
        return new PermissionDenied(permission, denial.orElseThrow());
    }
}
