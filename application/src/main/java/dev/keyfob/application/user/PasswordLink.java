package dev.keyfob.application.user;

import dev.keyfob.domain.user.OneTimeCode;
import dev.keyfob.domain.user.User;
import java.net.URI;
import java.time.Instant;

/**
 * A link by which one person sets their password, once. It is shown to whoever asked for it, this once, and handed on
 * by them. Its code stands in the fragment, which browsers send to nobody.
 */
public record PasswordLink(User user, OneTimeCode code, URI page, Instant expiresAt) {

    /** The page that takes the code. */
    public static final String PATH = "/set-password";

    static PasswordLink of(User user, OneTimeCode code, URI publicUrl, Instant expiresAt) {
        return new PasswordLink(user, code, publicUrl.resolve(PATH), expiresAt);
    }

    /** The whole link: for whoever asked for it, and for nobody else. */
    public String reveal() {
        return page + "#" + code.reveal();
    }
}
