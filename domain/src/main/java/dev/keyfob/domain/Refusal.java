package dev.keyfob.domain;

import dev.keyfob.domain.permission.Permission;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one exception for "understood, and no".
 *
 * <p>The explanation is shown to people as it is: full sentences that say what to do next, never a secret and never
 * the text of another exception. Something broken is not a refusal; it is whatever the library threw.
 */
public final class Refusal extends RuntimeException {

    private final Reason reason;
    private final @Nullable Permission permission;
    private final @Nullable Duration retryAfter;

    public Refusal(Reason reason, String explanation) {
        this(reason, explanation, null, null);
    }

    private Refusal(Reason reason, String explanation, @Nullable Permission permission, @Nullable Duration retryAfter) {
        super(explanation, null, false, false);
        this.reason = reason;
        this.permission = permission;
        this.retryAfter = retryAfter;
    }

    /** No, because the actor lacks {@code permission}; the reason says which rule denied it. */
    public static Refusal lacking(Permission permission, Reason reason) {
        return new Refusal(reason, explain(permission, reason), permission, null);
    }

    /** No, not yet: the same request may be made again after {@code wait}. */
    public static Refusal tooSoon(Reason reason, String explanation, Duration wait) {
        return new Refusal(reason, explanation, null, wait);
    }

    public Reason reason() {
        return reason;
    }

    public String explanation() {
        return Objects.requireNonNull(getMessage());
    }

    /** The permission that was missing, where that is the cause. */
    public Optional<Permission> permission() {
        return Optional.ofNullable(permission);
    }

    /** How long to wait before trying again, where waiting helps. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
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
                "The permission " + permission + " needs a role that you do not hold." + " Ask an administrator.";
            default ->
                "The permission " + permission + " is not known here, and what is unknown is denied."
                        + " Check its spelling.";
        };
    }
}
