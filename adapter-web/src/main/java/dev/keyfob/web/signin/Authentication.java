package dev.keyfob.web.signin;

import dev.keyfob.application.token.VerifyToken;
import dev.keyfob.application.user.ResumeSession;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.web.site.Site;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Who is asking: by one Authorization header or by a session cookie, never by both. */
public final class Authentication {

    private static final String BEARER = "Bearer";

    /** Where the visit of a request is kept, so that the page that tells a problem does not look it up again. */
    private static final String VISIT = "visit";

    private final VerifyToken verifyToken;
    private final ResumeSession resumeSession;
    private final SessionCookie sessionCookie;
    private final ProxySignIn proxySignIn;

    public Authentication(Site site, ProxySignIn proxySignIn, VerifyToken verifyToken, ResumeSession resumeSession) {
        this.verifyToken = verifyToken;
        this.resumeSession = resumeSession;
        this.sessionCookie = SessionCookie.ofSession(site);
        this.proxySignIn = proxySignIn;
    }

    public Optional<Actor> actorOf(Context ctx) {
        List<String> headers = Collections.list(ctx.req().getHeaders("Authorization"));
        if (headers.isEmpty()) {
            return visitOf(ctx).map(Visit::person);
        }
        if (headers.size() > 1 || sessionCookie.read(ctx).isPresent()) {
            throw new BadRequestResponse();
        }
        return Optional.of(bearer(headers.get(0), ctx.ip()));
    }

    /** The session alone; whatever else was sent does not count. */
    public Optional<Visit> visitOf(Context ctx) {
        Optional<Visit> found = sessionCookie
                .read(ctx)
                .flatMap(secret -> resumeSession.resume(secret, ctx.ip()).map(session -> Visit.of(session, secret)))
                .filter(visit ->
                        !proxySignIn.contradicts(ctx, visit.person().user().email()));
        found.ifPresent(visit -> ctx.attribute(VISIT, visit));
        return found;
    }

    /** Did the browser keep a session, whether or not it goes on? */
    public boolean hadSession(Context ctx) {
        return sessionCookie.read(ctx).isPresent();
    }

    /** The visit that was looked up for this request; empty where none was, or nobody is signed in. */
    public static Optional<Visit> knownVisitOf(Context ctx) {
        return Optional.ofNullable(ctx.attribute(VISIT));
    }

    /**
     * The secret in the one Authorization header of these, without a look at whose it is; empty where none was sent, or
     * credentials of another scheme.
     */
    public static Optional<String> bearerSecretOf(List<String> headers) {
        if (headers.isEmpty() || headers.size() == 1 && !Credentials.isOf(BEARER, headers.get(0))) {
            return Optional.empty();
        }
        Optional<String> secret = Credentials.of(BEARER, headers.get(0));
        if (headers.size() > 1 || secret.isEmpty()) {
            throw notAccepted();
        }
        return secret;
    }

    private Actor bearer(String header, String address) {
        if (!Credentials.isOf(BEARER, header)) {
            // RFC 6750 section 3.1: no error code where no token was sent.
            throw new Refusal(
                    Reason.NOT_SIGNED_IN,
                    "The Authorization header holds no access token. Send it as Bearer, a space, and the token.");
        }
        return Credentials.of(BEARER, header)
                .flatMap(secret -> verifyToken.identify(address, secret))
                .orElseThrow(Authentication::notAccepted);
    }

    private static Refusal notAccepted() {
        return new Refusal(Reason.UNKNOWN_TOKEN, "The access token is not valid here.");
    }
}
