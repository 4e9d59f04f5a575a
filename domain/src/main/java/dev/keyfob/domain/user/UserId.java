package dev.keyfob.domain.user;

import java.util.UUID;

/** Names a user for good. A user who comes back under the same e-mail address is another user. */
public record UserId(UUID value) {

    public static UserId random() {
        return new UserId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
