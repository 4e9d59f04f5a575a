package dev.keyfob.web.signin;

import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Has a person proved lately who they are? Administrators' changes ask for it, so that nobody makes them at a browser that
 * was left open. Whom a trusted proxy names in the same request needs no other proof: there is no sign-in of Keyfob's own
 * that could be asked for.
 */
public final class FreshSignIn {

    static final Duration WITHIN = Duration.ofMinutes(15);

    /** What a provider is asked for is younger, so that some of the time is left for the change. */
    static final Duration ASKED_OF_PROVIDERS = Duration.ofMinutes(5);

    private final InstantSource clock;
    private final ProxySignIn proxySignIn;

    public FreshSignIn(Site site, ProxySignIn proxySignIn) {
        this.clock = site.clock();
        this.proxySignIn = proxySignIn;
    }

    public boolean isOf(Context ctx, Visit visit) {
        boolean isProven = visit.provenAt()
                .filter(at -> clock.instant().isBefore(at.plus(WITHIN)))
                .isPresent();
        return isProven || proxySignIn.names(ctx, visit.person().user().email());
    }
}
