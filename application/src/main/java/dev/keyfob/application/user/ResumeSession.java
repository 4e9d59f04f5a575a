package dev.keyfob.application.user;

import dev.keyfob.application.port.IssuedCodes;
import dev.keyfob.application.port.Sessions;
import dev.keyfob.application.port.SubmittedForms;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.user.Session;
import dev.keyfob.domain.user.SessionLimits;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.SubmittedForm;
import dev.keyfob.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Turns a session's secret into a signed-in person with their current roles, and so takes no actor itself. Empty if the
 * session has ended or its user is disabled.
 */
public final class ResumeSession {

    /** The minimum interval between two updates of a session in use. */
    private static final Duration WRITE_INTERVAL = Duration.ofMinutes(1);

    private final Sessions sessions;
    private final Users users;
    private final SubmittedForms forms;
    private final IssuedCodes codes;
    private final PermissionCatalogue catalogue;
    private final SessionLimits limits;
    private final InstantSource clock;

    public ResumeSession(
            Sessions sessions,
            Users users,
            SubmittedForms forms,
            IssuedCodes codes,
            PermissionCatalogue catalogue,
            SessionLimits limits,
            InstantSource clock) {
        this.sessions = sessions;
        this.users = users;
        this.forms = forms;
        this.codes = codes;
        this.catalogue = catalogue;
        this.limits = limits;
        this.clock = clock;
    }

    public Optional<ResumedSession> resume(SessionSecret secret, String address) {
        Instant now = clock.instant();
        return sessions.find(secret.digest())
                .filter(session -> session.isLiveAt(now, limits))
                .flatMap(session -> users.find(session.user())
                        .filter(User::isEnabled)
                        .map(user -> resumed(session, user, address, now)));
    }

    private ResumedSession resumed(Session found, User user, String address, Instant now) {
        Session session = found;
        if (now.isAfter(found.seenAt().plus(WRITE_INTERVAL))) {
            session = found.seen(now);
            sessions.update(session);
        }
        return new ResumedSession(
                new Actor.SignedIn(user, catalogue, address, session.provenAt()),
                Duration.between(now, session.endsAt(limits)));
    }

    /** Deletes expired sessions and one-time codes, and old records of sent forms. */
    public void forgetEnded() {
        Instant now = clock.instant();
        sessions.removeEnded(now.minus(limits.idle()), now.minus(limits.absolute()));
        forms.forget(now.minus(SubmittedForm.SHOWN_WITHIN), now.minus(SubmittedForm.REMEMBERED));
        codes.removeExpired(now);
    }
}
