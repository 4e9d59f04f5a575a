package dev.keyfob.web.signin;

import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * A cookie with a random value. There is one for the session, one for the sign-in form, one for a sign-in at a
 * provider, and one that identifies a browser in which a user has signed in before.
 */
public final class SessionCookie {

    /** The browser deletes the cookie when it closes. The server ends the session independently. */
    private static final int UNTIL_CLOSED = -1;

    /** As long as the server remembers a device after a sign-in. */
    private static final int DEVICE_SECONDS = 30 * 24 * 60 * 60;

    private final String name;
    private final boolean isSecure;
    private final int maxAge;
    private final SecureRandom random;

    private SessionCookie(String name, Site site) {
        this(name, site, UNTIL_CLOSED);
    }

    private SessionCookie(String name, Site site, int maxAge) {
        // Depends on the scheme and not on the host, because Safari and some libraries store no Secure cookie of
        // http://localhost.
        this.isSecure = site.isHttps();
        this.name = isSecure ? "__Host-" + name : name;
        this.maxAge = maxAge;
        this.random = site.random();
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

    /** The cookie of a known device. It proves nothing: without the password it gives no access. */
    public static SessionCookie ofDevice(Site site) {
        return new SessionCookie("keyfob_device", site, DEVICE_SECONDS);
    }

    public Optional<SessionSecret> read(Context ctx) {
        return Optional.ofNullable(ctx.cookie(name)).flatMap(SessionSecret::parse);
    }

    /** Returns the browser's secret, or a new one if it has none. */
    public SessionSecret readOrGenerate(Context ctx) {
        return read(ctx).orElseGet(() -> SessionSecret.generate(random));
    }

    /** Returns the browser's secret, or a new one, and sets the cookie. */
    SessionSecret keep(Context ctx) {
        SessionSecret secret = readOrGenerate(ctx);
        set(ctx, secret);
        return secret;
    }

    public void set(Context ctx, SessionSecret secret) {
        ctx.cookie(new Cookie(name, secret.reveal(), "/", maxAge, isSecure, true, null, SameSite.LAX));
    }

    public void drop(Context ctx) {
        ctx.cookie(new Cookie(name, "", "/", 0, isSecure, true, null, SameSite.LAX));
    }
}
