package dev.keyfob.web.signin;

import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.Optional;

/** A cookie that holds a random value: one for the session, and one that only carries the sign-in form. */
public final class SessionCookie {

    private final String name;
    private final boolean isSecure;

    private SessionCookie(String name, Site site) {
        // Not by the host: Safari and some libraries keep no Secure cookie of http://localhost.
        this.isSecure = site.isHttps();
        this.name = isSecure ? "__Host-" + name : name;
    }

    public static SessionCookie ofSession(Site site) {
        return new SessionCookie("keyfob_session", site);
    }

    static SessionCookie ofVisitor(Site site) {
        return new SessionCookie("keyfob_visitor", site);
    }

    static SessionCookie ofProvider(Site site) {
        return new SessionCookie("keyfob_provider", site);
    }

    public Optional<SessionSecret> read(Context ctx) {
        return Optional.ofNullable(ctx.cookie(name)).flatMap(SessionSecret::parse);
    }

    public void set(Context ctx, SessionSecret secret) {
        // No age: the cookie goes when the browser closes; the server ends the session in any case.
        ctx.cookie(new Cookie(name, secret.reveal(), "/", -1, isSecure, true, null, SameSite.LAX));
    }

    public void drop(Context ctx) {
        ctx.cookie(new Cookie(name, "", "/", 0, isSecure, true, null, SameSite.LAX));
    }
}
