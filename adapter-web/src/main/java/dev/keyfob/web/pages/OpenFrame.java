package dev.keyfob.web.pages;

import dev.keyfob.web.signin.Authentication;
import io.javalin.http.Context;
import java.util.Optional;

/** The frame of a page that everyone may read: the menu, for whoever is signed in. */
public final class OpenFrame {

    private final Authentication authentication;

    public OpenFrame(Authentication authentication) {
        this.authentication = authentication;
    }

    public Optional<PageFrame> of(Context ctx, String section) {
        try {
            return authentication.visitOf(ctx).map(visit -> PageFrame.ofReading(visit, section));
        } catch (RuntimeException cannotBeLookedUp) {
            // The page is readable all the same: it may be what helps while the database is gone.
            return Optional.empty();
        }
    }
}
