package dev.keyfob.domain.user;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.text.Uuids;
import java.util.UUID;

/** The permanent id of a user. A user who joins again with the same e-mail address gets another id. */
public record UserId(UUID value) {

    public static UserId random() {
        return new UserId(UUID.randomUUID());
    }

    /** Parses an id. Text that is not an id is refused like an unknown id. */
    public static UserId parse(String typed) {
        return Uuids.parse(typed).map(UserId::new).orElseThrow(UserId::notFound);
    }

    /** Returns the refusal if no user has this id, or if the actor may not see the user. */
    public static Refusal notFound() {
        return new Refusal(Reason.USER_NOT_FOUND, "There is no such user.");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
