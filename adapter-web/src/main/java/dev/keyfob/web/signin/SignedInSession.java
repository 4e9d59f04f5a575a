package dev.keyfob.web.signin;

import dev.keyfob.application.user.ResumedSession;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.user.SessionSecret;
import java.time.Duration;
import java.time.Instant;

/**
 * The session of the person who sent a request. {@code secret} is the session's secret, from its cookie, and {@code
 * left} is how long the session lasts unless it is used again.
 */
public record SignedInSession(Actor.SignedIn person, SessionSecret secret, Duration left) {

    static SignedInSession of(ResumedSession resumed, SessionSecret secret) {
        return new SignedInSession(resumed.person(), secret, resumed.left());
    }

    /**
     * Returns this session with a sign-in at {@code now}, for a person who proves their identity in this very request.
     */
    SignedInSession provenAt(Instant now) {
        return new SignedInSession(person.provenAt(now), secret, left);
    }
}
