package dev.keyfob.web.signin;

import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.web.body.BodyType;
import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.problem.ForbiddenRequest;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.UnsupportedMediaTypeResponse;
import java.util.Optional;

/** Refuses cross-site requests (CSRF). */
public final class CsrfCheck {

    public static final String FIELD = "form_token";

    private final String ownOrigin;

    public CsrfCheck(Site site) {
        this.ownOrigin = site.origin();
    }

    /** Refuses a form without the CSRF token that belongs to the cookie. */
    public void requireOwnForm(Context ctx, Optional<SessionSecret> secret) {
        if (!isOwnForm(ctx, secret)) {
            throw ForbiddenRequest.outOfDateForm();
        }
    }

    /** The error of a form, sent by a visitor who is not signed in yet, whose CSRF token does not match the cookie. */
    WrongField outOfDate() {
        return WrongField.ofForm(
                "This form is out of date, or your browser sent no cookie with it. Nothing was done. Allow"
                        + " cookies for " + ownOrigin + " and send it once more.");
    }

    /**
     * Returns whether the form has the CSRF token that belongs to the cookie. Refuses requests from other sites and
     * bodies that are not forms.
     */
    boolean isOwnForm(Context ctx, Optional<SessionSecret> secret) {
        requireSameSite(ctx);
        if (!BodyType.isForm(ctx)) {
            throw new UnsupportedMediaTypeResponse();
        }
        String presented = ctx.formParam(FIELD);
        return presented != null
                && secret.filter(s -> s.matchesCsrfToken(presented)).isPresent();
    }

    /** Refuses a request if the browser reports that it comes from another site. */
    public void requireSameSite(Context ctx) {
        String site = ctx.header("Sec-Fetch-Site");
        if (site != null) {
            if (!site.equals("same-origin") && !site.equals("none")) {
                throw ForbiddenRequest.fromAnotherSite();
            }
            return;
        }
        // Browsers send "null" for Keyfob's own forms too, because its pages set a no-referrer policy.
        String origin = ctx.header("Origin");
        if (origin != null && !origin.equals("null") && !origin.equalsIgnoreCase(ownOrigin)) {
            throw ForbiddenRequest.fromAnotherSite();
        }
    }
}
