package dev.keyfob.application.user;

import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Sessions;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.user.Session;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** How every session begins, whichever way its person proved to be somebody: with a new secret, and audited. Those of
 * one user are bounded: the one that was unused for longest ends. */
final class StartSession {

    /** Nobody uses so many browsers; a script that keeps no cookie begins one each time. */
    private static final int MOST_OF_ONE_USER = 100;

    private final Sessions sessions;
    private final AuditLog auditLog;
    private final SecureRandom random;

    StartSession(Sessions sessions, AuditLog auditLog, SecureRandom random) {
        this.sessions = sessions;
        this.auditLog = auditLog;
        this.random = random;
    }

    StartedSession start(User user, String address, String method, Instant now) {
        SessionSecret secret = SessionSecret.generate(random);
        sessions.listOf(user.id()).stream()
                .skip(MOST_OF_ONE_USER - 1L)
                .forEach(unusedForLongest -> sessions.remove(unusedForLongest.digest()));
        sessions.add(new Session(secret.digest(), user.id(), now, now, address, method));
        auditLog.append(new AuditEntry(
                UUID.randomUUID(),
                now,
                AuditParty.user(user),
                AuditAction.SESSION_STARTED,
                AuditParty.user(user),
                true,
                address));
        return new StartedSession(secret, user);
    }
}
