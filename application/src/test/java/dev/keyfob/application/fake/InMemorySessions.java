package dev.keyfob.application.fake;

import dev.keyfob.application.port.Sessions;
import dev.keyfob.domain.user.Session;
import dev.keyfob.domain.user.SessionDigest;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

public final class InMemorySessions implements Sessions {

    private final Map<SessionDigest, Session> byDigest = new ConcurrentHashMap<>();

    @Override
    public void add(Session session) {
        byDigest.put(session.digest(), session);
    }

    @Override
    public Optional<Session> find(SessionDigest digest) {
        return Optional.ofNullable(byDigest.get(digest));
    }

    @Override
    public void update(Session session) {
        byDigest.computeIfPresent(session.digest(), (digest, kept) -> kept.seen(session.seenAt()));
    }

    @Override
    public void remove(SessionDigest digest) {
        byDigest.remove(digest);
    }

    @Override
    public List<Session> listOf(UserId user) {
        return byDigest.values().stream()
                .filter(session -> session.user().equals(user))
                .sorted(Comparator.comparing(Session::seenAt).reversed())
                .limit(MOST_LISTED)
                .toList();
    }

    @Override
    public int removeAllOf(UserId user) {
        int before = byDigest.size();
        byDigest.values().removeIf(session -> session.user().equals(user));
        return before - byDigest.size();
    }

    @Override
    public int removeOthersOf(UserId user, SessionDigest kept) {
        int before = byDigest.size();
        byDigest.values()
                .removeIf(session ->
                        session.user().equals(user) && !session.digest().equals(kept));
        return before - byDigest.size();
    }

    @Override
    public void removeAllButLatestOf(UserId user, int most) {
        byDigest.values().stream()
                .filter(session -> session.user().equals(user))
                .sorted(Comparator.comparing(Session::seenAt).reversed())
                .skip(most)
                .forEach(session -> remove(session.digest()));
    }

    @Override
    public void removeEnded(Instant seenBefore, Instant startedBefore) {
        byDigest.values()
                .removeIf(session -> session.seenAt().isBefore(seenBefore)
                        || session.startedAt().isBefore(startedBefore));
    }
}
