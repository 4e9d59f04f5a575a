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
 * Starts every session, however its person signed in: with a new secret, and audited. Of one user's sessions there are
 * at most a hundred; the one that was unused for longest ends.
 */
final class StartSession {

    /** Nobody uses so many browsers; a script that keeps no cookie begins one each time. */
    private static final int MOST_OF_ONE_USER = 100;

    private final Sessions sessions;
    private final SecureRandom random;

    StartSession(Sessions sessions, SecureRandom random) {
        this.sessions = sessions;
        this.random = random;
    }

    /** {@code provenAt} is when the person proved who they are, where that is known. */
    StartedSession start(Change change, User user, String method, String browser, Optional<Instant> provenAt) {
        Instant now = change.now();
        SessionSecret secret = SessionSecret.generate(random);
        sessions.listOf(user.id()).stream()
                .skip(MOST_OF_ONE_USER - 1L)
                .forEach(unusedForLongest -> sessions.remove(unusedForLongest.digest()));
        sessions.add(new Session(secret.digest(), user.id(), now, now, change.address(), method, browser, provenAt));
        change.by(AuditParty.user(user)).record(AuditAction.SESSION_STARTED, new AuditSubject.OfUser(user));
        return new StartedSession(secret, user);
    }
}
