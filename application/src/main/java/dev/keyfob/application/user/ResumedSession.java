package dev.keyfob.application.user;

import dev.keyfob.domain.actor.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Who is asking, in a session that goes on. {@code provenAt} is when they proved who they are, where that is known; {@code
 * left} is how long the session lasts unless it is used again.
 */
public record ResumedSession(Actor.SignedIn person, Optional<Instant> provenAt, Duration left) {}
