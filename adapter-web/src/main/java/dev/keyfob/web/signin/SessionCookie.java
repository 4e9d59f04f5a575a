package dev.keyfob.web.signin;

import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * A cookie that holds a random value: one for the session, one that only carries the sign-in form, and one by which a
 * browser is known in which somebody signed in.
 */
public final class SessionCookie {

    /** The cookie goes when the browser closes; the server ends the session in any case. */
    private static final int UNTIL_CLOSED = -1;

    /** As long as a device is known for after a sign-in. */
    private static final int DEVICE_SECONDS = 30 * 24 * 60 * 60;

    private final String name;
    private final boolean isSecure;
    private final int maxAge;
    private final SecureRandom random;

    private SessionCookie(String name, Site site) {
        this(name, site, UNTIL_CLOSED);
    }

    private SessionCookie(String name, Site site, int maxAge) {
        // Not by the host: Safari and some libraries keep no Secure cookie of http://localhost.
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

    /** It is no proof of anything: without the password it opens nothing. */
    public static SessionCookie ofDevice(Site site) {
        return new SessionCookie("keyfob_device", site, DEVICE_SECONDS);
    }

    public Optional<SessionSecret> read(Context ctx) {
        return Optional.ofNullable(ctx.cookie(name)).flatMap(SessionSecret::parse);
    }

    /** The secret that the browser has, or a new one where it has none. */
    public SessionSecret readOrGenerate(Context ctx) {
        return read(ctx).orElseGet(() -> SessionSecret.generate(random));
    }

    /** The same secret, which the browser is asked to keep. */
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
