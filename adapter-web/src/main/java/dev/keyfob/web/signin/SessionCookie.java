package dev.keyfob.web.signin;

import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.web.WebConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.Optional;

/** A cookie that holds a random value: one for the session, and one that only carries the sign-in form. */
public final class SessionCookie {

    private final String name;
    private final boolean isSecure;

    private SessionCookie(String name, WebConfig config) {
        // Not by the host: Safari and some libraries keep no Secure cookie of http://localhost.
        this.isSecure = config.isHttps();
        this.name = isSecure ? "__Host-" + name : name;
    }

    public static SessionCookie ofSession(WebConfig config) {
        return new SessionCookie("keyfob_session", config);
    }

    static SessionCookie ofVisitor(WebConfig config) {
        return new SessionCookie("keyfob_visitor", config);
    }

    static SessionCookie ofProvider(WebConfig config) {
        return new SessionCookie("keyfob_provider", config);
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
