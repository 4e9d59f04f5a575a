package dev.keyfob.application.user;

import dev.keyfob.domain.user.DisplayName;
import dev.keyfob.domain.user.Email;
import java.util.Optional;

/** The changes to an account; an empty value leaves that part unchanged. */
public record UserEdit(Optional<DisplayName> name, Optional<Email> email) {

    public static UserEdit toName(DisplayName name) {
        return new UserEdit(Optional.of(name), Optional.empty());
    }
}
