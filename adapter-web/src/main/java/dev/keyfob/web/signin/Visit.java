package dev.keyfob.web.signin;

import dev.keyfob.application.user.ResumedSession;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.user.SessionSecret;
import java.time.Duration;
import java.time.Instant;

/** A signed-in person and their session. {@code left} is how long the session lasts unless it is used again. */
public record Visit(Actor.SignedIn person, SessionSecret secret, Duration left) {

    static Visit of(ResumedSession session, SessionSecret secret) {
        return new Visit(session.person(), secret, session.left());
    }

    /**
     * Returns this visit with a sign-in at {@code now}, for a person who proves their identity in this very request.
     */
    Visit provenAt(Instant now) {
        return new Visit(person.provenAt(now), secret, left);
    }
}
