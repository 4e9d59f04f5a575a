package dev.keyfob.web.pages;

import dev.keyfob.web.signin.Authentication;
import io.javalin.http.Context;
import java.util.Optional;

/** The frame of a page that needs no sign-in. Signed-in users also see the menu. */
public final class OpenFrame {

    private final Authentication authentication;

    public OpenFrame(Authentication authentication) {
        this.authentication = authentication;
    }

    public Optional<PageFrame> of(Context ctx, String section) {
        try {
            return authentication.sessionOf(ctx).map(session -> PageFrame.ofReading(session, section));
        } catch (RuntimeException cannotBeLookedUp) {
            // Show the page without the menu: the documentation must stay readable while the database is down.
            return Optional.empty();
        }
    }
}
