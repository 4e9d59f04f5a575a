package dev.keyfob.web.signin;

import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.user.SessionSecret;

/** A signed-in person and the session in which they are here. */
public record Visit(Actor.SignedIn person, SessionSecret secret) {}
