package dev.keyfob.application.user;

import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.User;

/** A new session's secret, for the cookie, and the user of the session. */
public record StartedSession(SessionSecret secret, User user) {}
