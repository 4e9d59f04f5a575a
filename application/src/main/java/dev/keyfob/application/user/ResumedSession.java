package dev.keyfob.application.user;

import dev.keyfob.domain.actor.Actor;
import java.time.Duration;

/** The signed-in person of a live session. {@code left} is how long the session lasts unless it is used again. */
public record ResumedSession(Actor.SignedIn person, Duration left) {}
