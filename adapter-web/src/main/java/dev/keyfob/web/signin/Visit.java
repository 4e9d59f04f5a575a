package dev.keyfob.web.signin;

import dev.keyfob.application.user.ResumedSession;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.user.SessionSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A signed-in person and the session in which they are here. {@code provenAt} is when they proved who they are, where that
 * is known; {@code left} is how long the session lasts unless it is used again.
 */
public record Visit(Actor.SignedIn person, SessionSecret secret, Optional<Instant> provenAt, Duration left) {

    static Visit of(ResumedSession session, SessionSecret secret) {
        return new Visit(session.person(), secret, session.provenAt(), session.left());
    }
}
