package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges.Change;
import dev.keyfob.application.port.Sessions;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.user.Session;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/**
 * Starts a session after any kind of sign-in, with a new secret and an audit entry. A user has at most a hundred
 * sessions: a new one ends the session that was unused for longest.
 */
final class SessionStarter {

    /** More than anyone's browsers. A script that does not keep cookies starts a new session each time. */
    private static final int MOST_OF_ONE_USER = 100;

    private final Sessions sessions;
    private final SecureRandom random;

    SessionStarter(Sessions sessions, SecureRandom random) {
        this.sessions = sessions;
        this.random = random;
    }

    /** {@code provenAt} is when the person proved their identity, if known. */
    StartedSession start(Change change, User user, String method, String browser, Optional<Instant> provenAt) {
        Instant now = change.now();
        SessionSecret secret = SessionSecret.generate(random);
        sessions.removeAllButLatestOf(user.id(), MOST_OF_ONE_USER - 1);
        sessions.add(new Session(secret.digest(), user.id(), now, now, change.address(), method, browser, provenAt));
        change.by(AuditParty.user(user)).record(AuditAction.SESSION_STARTED, new AuditSubject.OfUser(user));
        return new StartedSession(secret, user);
    }
}
