package dev.keyfob.application.user;

import dev.keyfob.domain.actor.Actor;
import java.time.Duration;

/** Who is asking, in a session that goes on. {@code left} is how long it lasts unless it is used again. */
public record ResumedSession(Actor.SignedIn person, Duration left) {}
