package dev.keyfob.application.user;

import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.User;

/** A new session's secret, for the cookie, and whose session it is. */
public record StartedSession(SessionSecret secret, User user) {}
