package dev.keyfob.application.fake;

import dev.keyfob.application.port.MailDigests;
import dev.keyfob.domain.mail.DigestLine;
import dev.keyfob.domain.mail.DigestProgress;
import dev.keyfob.domain.mail.ExpiringToken;
import dev.keyfob.domain.mail.ExpiringTokensWindow;
import dev.keyfob.domain.mail.FirstOf;
import dev.keyfob.domain.mail.NoticeKind;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

public final class InMemoryMailDigests implements MailDigests {

    private final List<DigestLine> waiting = new CopyOnWriteArrayList<>();
    private final AtomicReference<DigestProgress> mark =
            new AtomicReference<>(new DigestProgress(Instant.EPOCH, Instant.EPOCH, Optional.empty()));
    private final InMemoryUsers users;
    private final InMemoryAccessTokens tokens;

    public InMemoryMailDigests(InMemoryUsers users, InMemoryAccessTokens tokens) {
        this.users = users;
        this.tokens = tokens;
    }

    /** The waiting lines, the earliest first. */
    public List<DigestLine> all() {
        return List.copyOf(waiting);
    }

    @Override
    public void add(DigestLine notice) {
        waiting.add(notice);
    }

    @Override
    public void addForOwnersOfRevoked(Instant revokedAt, String line) {
        tokens.byId.values().stream()
                .filter(token -> token.revokedAt().equals(Optional.of(revokedAt)))
                .map(AccessToken::owner)
                .distinct()
                .filter(this::isEnabled)
                .forEach(owner -> add(new DigestLine(owner, NoticeKind.BY_OTHERS, line, revokedAt)));
    }

    @Override
    public Optional<DigestProgress> lockProgress() {
        return Optional.of(mark.get());
    }

    @Override
    public void updateProgress(DigestProgress moved) {
        mark.set(moved);
    }

    @Override
    public List<UserId> listRecipients(DigestProgress from, int most) {
        return Stream.concat(
                        waiting.stream().map(DigestLine::user),
                        tokens.byId.values().stream()
                                .filter(token -> isIn(from, token))
                                .map(AccessToken::owner))
                .distinct()
                .filter(this::isEnabled)
                .filter(id -> id.toString().compareTo(from.after().orElseThrow().toString()) > 0)
                .sorted(Comparator.comparing(UserId::toString))
                .limit(most)
                .toList();
    }

    @Override
    public Map<UserId, FirstOf<ExpiringToken>> listExpiring(List<UserId> people, DigestProgress from, int most) {
        Map<UserId, FirstOf<ExpiringToken>> found = new HashMap<>();
        for (UserId person : people) {
            List<ExpiringToken> all = tokens.byId.values().stream()
                    .filter(token -> token.owner().equals(person) && isIn(from, token))
                    .sorted(Comparator.comparing(token -> token.expiresAt().orElseThrow()))
                    .map(token -> new ExpiringToken(
                            token.name().value(),
                            token.hint(),
                            token.expiresAt().orElseThrow()))
                    .toList();
            putFirst(found, person, all, most);
        }
        return found;
    }

    @Override
    public Map<UserId, FirstOf<String>> takeLines(List<UserId> people, int most) {
        Map<UserId, FirstOf<String>> found = new HashMap<>();
        for (UserId person : people) {
            List<String> all = waiting.stream()
                    .filter(notice -> notice.user().equals(person))
                    .map(DigestLine::line)
                    .toList();
            putFirst(found, person, all, most);
            removeAllOf(person);
        }
        return found;
    }

    @Override
    public void removeAllOf(UserId user) {
        waiting.removeIf(notice -> notice.user().equals(user));
    }

    private static <T> void putFirst(Map<UserId, FirstOf<T>> found, UserId person, List<T> all, int most) {
        if (!all.isEmpty()) {
            found.put(person, new FirstOf<>(all.stream().limit(most).toList(), all.size()));
        }
    }

    private boolean isEnabled(UserId id) {
        return users.find(id).filter(User::isEnabled).isPresent();
    }

    private static boolean isIn(DigestProgress from, AccessToken token) {
        return !token.isRevoked() && from.windows().stream().anyMatch(window -> isIn(window, token));
    }

    private static boolean isIn(ExpiringTokensWindow window, AccessToken token) {
        return token.expiresAt()
                .filter(end -> end.isAfter(window.after()) && !end.isAfter(window.until()))
                .filter(end -> token.createdAt().isBefore(end.minus(Duration.ofDays(window.days()))))
                .isPresent();
    }
}
