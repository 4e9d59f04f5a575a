package dev.keyfob.application.user;

import dev.keyfob.application.port.Sessions;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.user.Session;
import dev.keyfob.domain.user.SessionLimits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Lists a person's own live sessions, the latest seen first. Changes nothing. */
public final class ListSessions {

    private final Sessions sessions;
    private final SessionLimits limits;
    private final InstantSource clock;

    public ListSessions(Sessions sessions, SessionLimits limits, InstantSource clock) {
        this.sessions = sessions;
        this.limits = limits;
        this.clock = clock;
    }

    public List<Session> list(Actor actor) {
        Instant now = clock.instant();
        return sessions.listOf(actor.person().id()).stream()
                .filter(session -> session.isLiveAt(now, limits))
                .toList();
    }
}
