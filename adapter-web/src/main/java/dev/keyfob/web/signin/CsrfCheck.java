package dev.keyfob.web.signin;

import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.web.body.BodyType;
import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.UnsupportedMediaTypeResponse;
import java.util.Optional;

/** Refuses what another site made a browser send. */
public final class CsrfCheck {

    public static final String FIELD = "form_token";

    private final String ownOrigin;

    public CsrfCheck(Site site) {
        this.ownOrigin = site.origin();
    }

    /** A form of ours carries the token that belongs to the cookie. */
    public void requireOwnForm(Context ctx, Optional<SessionSecret> secret) {
        if (!isOwnForm(ctx, secret)) {
            throw new ForbiddenResponse();
        }
    }

    /** What a form of a person who is not signed in yet says where it is not their own. */
    WrongField outOfDate() {
        return WrongField.ofForm(
                "This form is out of date, or your browser sent no cookie with it. Nothing was done. Allow"
                        + " cookies for " + ownOrigin + " and send it once more.");
    }

    /** Does it carry the token that belongs to the cookie? Refuses what another site sent, and what is no form. */
    boolean isOwnForm(Context ctx, Optional<SessionSecret> secret) {
        requireSameSite(ctx);
        if (!BodyType.isForm(ctx)) {
            throw new UnsupportedMediaTypeResponse();
        }
        String presented = ctx.formParam(FIELD);
        return presented != null
                && secret.filter(s -> s.matchesCsrfToken(presented)).isPresent();
    }

    /** Browsers that say where a request comes from must say: from here. */
    public void requireSameSite(Context ctx) {
        String site = ctx.header("Sec-Fetch-Site");
        if (site != null) {
            if (!site.equals("same-origin") && !site.equals("none")) {
                throw new ForbiddenResponse();
            }
            return;
        }
        // "null" is what browsers send for our own forms too, because our pages ask for no referrer.
        String origin = ctx.header("Origin");
        if (origin != null && !origin.equals("null") && !origin.equalsIgnoreCase(ownOrigin)) {
            throw new ForbiddenResponse();
        }
    }
}
