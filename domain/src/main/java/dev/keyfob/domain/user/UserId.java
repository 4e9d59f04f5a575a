package dev.keyfob.domain.user;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.UUID;

/** Names a user for good. A user who comes back under the same e-mail address is another user. */
public record UserId(UUID value) {

    public static UserId random() {
        return new UserId(UUID.randomUUID());
    }

    /** Reads an id; what is none names nobody. */
    public static UserId parse(String typed) {
        try {
            return new UserId(UUID.fromString(typed));
        } catch (IllegalArgumentException notAnId) {
            throw notFound();
        }
    }

    /** What is answered where no user has this id, and where the user is none of the actor's concern. */
    public static Refusal notFound() {
        return new Refusal(Reason.USER_NOT_FOUND, "There is no such user.");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
