package dev.keyfob.web.signin;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.web.WebConfig;
import dev.keyfob.web.WebUseCases;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who is asking: by one Authorization header or by a session cookie, never by both. */
public final class Authentication {

    // RFC 6750 section 2.1 (b64token), and the URI scheme of RFC 8959; the scheme name in any case (RFC 9110).
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +((?:secret-token:)?[A-Za-z0-9._~+/-]+=*)");

    private final WebUseCases useCases;
    private final SessionCookie sessionCookie;
    private final ProxySignIn proxySignIn;

    public Authentication(WebConfig config, WebUseCases useCases) {
        this.useCases = useCases;
        this.sessionCookie = SessionCookie.ofSession(config);
        this.proxySignIn = new ProxySignIn(config);
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
        return sessionCookie
                .read(ctx)
                .flatMap(secret ->
                        useCases.resumeSession().resume(secret, ctx.ip()).map(person -> new Visit(person, secret)))
                .filter(visit ->
                        !proxySignIn.contradicts(ctx, visit.person().user().email()));
    }

    /** The secret in the one Authorization header of these, without a look at whose it is; empty where none was sent. */
    public static Optional<String> bearerSecretOf(List<String> headers) {
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = BEARER.matcher(headers.get(0));
        if (headers.size() > 1 || !matcher.matches()) {
            throw notAccepted();
        }
        return Optional.of(matcher.group(1));
    }

    private Actor bearer(String header, String address) {
        Matcher matcher = BEARER.matcher(header);
        if (!matcher.matches()) {
            throw notAccepted();
        }
        return useCases.verifyToken().identify(address, matcher.group(1)).orElseThrow(Authentication::notAccepted);
    }

    private static Refusal notAccepted() {
        return new Refusal(Reason.UNKNOWN_TOKEN, "The access token is not valid here.");
    }
}
