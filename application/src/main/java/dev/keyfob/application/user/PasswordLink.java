package dev.keyfob.application.user;

import dev.keyfob.domain.user.OneTimeCode;
import dev.keyfob.domain.user.User;
import java.net.URI;
import java.time.Instant;

/**
 * A link with which one person sets their password, once. It is shown once, to the actor who issued it and who passes
 * it on. Its code is in the URL fragment, which browsers do not send to servers.
 */
public record PasswordLink(User user, OneTimeCode code, URI page, Instant expiresAt) {

    /** The path of the page that takes the code. */
    public static final String PATH = "/set-password";

    static PasswordLink of(User user, OneTimeCode code, URI publicUrl, Instant expiresAt) {
        return new PasswordLink(user, code, publicUrl.resolve(PATH), expiresAt);
    }

    /** Returns the whole link. Show it only to the actor who issued it. */
    public String reveal() {
        return page + "#" + code.reveal();
    }
}
