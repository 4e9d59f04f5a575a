package dev.keyfob.web.signin;

import dev.keyfob.application.token.VerifyToken;
import dev.keyfob.application.user.ResumeSession;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.web.site.Site;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Identifies the actor of a request, either by one Authorization header or by a session cookie. A request with both is
 * refused.
 */
public final class Authentication {

    /** The request attribute that holds the session, so that an error page does not look up the session again. */
    private static final String SESSION = "session";

    private final Carriers carriers;
    private final VerifyToken verifyToken;
    private final ResumeSession resumeSession;
    private final SessionCookie sessionCookie;
    private final ProxySignIn proxySignIn;
    private final InstantSource clock;

    public Authentication(Site site, ProxySignIn proxySignIn, VerifyToken verifyToken, ResumeSession resumeSession) {
        this.carriers = Carriers.bearerAlone(site.tokenSettings().format());
        this.verifyToken = verifyToken;
        this.resumeSession = resumeSession;
        this.sessionCookie = SessionCookie.ofSession(site);
        this.proxySignIn = proxySignIn;
        this.clock = site.clock();
    }

    public Optional<Actor> actorOf(Context ctx) {
        List<String> headers = Collections.list(ctx.req().getHeaders("Authorization"));
        if (headers.isEmpty()) {
            return sessionOf(ctx).map(SignedInSession::person);
        }
        if (sessionCookie.read(ctx).isPresent()) {
            throw new BadRequestResponse();
        }
        // RFC 6750 section 3.1: no error code if the request had no token.
        String secret = carriers.secretOf(name -> headers)
                .orElseThrow(() -> new Refusal(
                        Reason.NOT_SIGNED_IN,
                        "The Authorization header holds no access token. Send it as Bearer, a space, and the token."));
        return Optional.of(verifyToken.identify(ctx.ip(), secret).orElseThrow(Carriers::notAccepted));
    }

    /** Returns the session of the session cookie. Ignores any Authorization header. */
    public Optional<SignedInSession> sessionOf(Context ctx) {
        Optional<SignedInSession> found = sessionCookie
                .read(ctx)
                .flatMap(secret ->
                        resumeSession.resume(secret, ctx.ip()).map(resumed -> SignedInSession.of(resumed, secret)))
                .filter(session ->
                        !proxySignIn.contradicts(ctx, session.person().user().email()))
                // A user whom a trusted proxy names counts as signed in again now: Keyfob has no sign-in form to send
                // them to.
                .map(session -> proxySignIn.names(ctx, session.person().user().email())
                        ? session.provenAt(clock.instant())
                        : session);
        found.ifPresent(session -> ctx.attribute(SESSION, session));
        return found;
    }

    /** Returns whether the browser sent a session cookie, whether or not the session is still valid. */
    public boolean hadSession(Context ctx) {
        return sessionCookie.read(ctx).isPresent();
    }

    /**
     * Returns the session that {@link #sessionOf} found for this request. Empty if it was not called or nobody is signed
     * in.
     */
    public static Optional<SignedInSession> knownSessionOf(Context ctx) {
        return Optional.ofNullable(ctx.attribute(SESSION));
    }
}
